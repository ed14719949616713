package dev.hubdesk.hub.refs;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Alongside;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.commits.LfsGrants;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new head of one branch being made. Close it.
///
/// @param head where the branch stood in the beginning
/// @param maxText the longest message, in characters
record BranchWork(
    RepositoryRow row,
    Caller.SignedIn author,
    Repository repository,
    RefName branch,
    Oid head,
    LfsObjects lfsObjects,
    int maxText,
    Clock clock)
    implements AutoCloseable {

  /// Publishes what was worked out for the head.
  ///
  /// @param empty what to say when that changes nothing
  /// @throws FailureException with `StaleParent` when the branch has moved
  Oid publish(CommitDraft draft, String message, List<LfsPointer> pointers, String empty)
      throws IOException {
    CommitDraft.Outcome outcome = draft.publish(text(message), head, List.of(relinked(pointers)));
    if (!outcome.changed()) {
      throw bad(empty);
    }
    return outcome.head();
  }

  /// The LFS objects that come back with a state; they must still be there.
  ///
  /// @param now null for an empty tree
  List<LfsPointer> pointers(@Nullable Oid now, Oid then) throws IOException {
    Map<RepoPath, LfsPointer> files = repository.lfsFilesNotIn(now, then);
    var grants = new LfsGrants(lfsObjects, author.account().id(), row.key(), clock);
    Set<LfsPointer> gone = new HashSet<>(grants.refused(files.values()));
    if (!gone.isEmpty()) {
      throw new FailureException(
          new Failure.ContentGone(
              files.entrySet().stream()
                  .filter(file -> gone.contains(file.getValue()))
                  .map(file -> file.getKey().text())
                  .toList()));
    }
    return List.copyOf(files.values());
  }

  /// The rows that bring the LFS objects back, for the same transaction.
  Alongside relinked(List<LfsPointer> pointers) {
    return lfsObjects.relink(row.key(), pointers);
  }

  CommitDraft.CommitText text(String message) {
    if (message.length() > maxText) {
      throw new FailureException(
          new Failure.TooLarge("A message may have " + maxText + " characters"));
    }
    int end = message.indexOf('\n');
    return new CommitDraft.CommitText(
        end < 0 ? message : message.substring(0, end),
        end < 0 ? "" : message.substring(end + 1),
        Authors.signature(author.account(), clock.instant()),
        author.account().id());
  }

  static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }

  @Override
  public void close() {
    repository.close();
  }
}
