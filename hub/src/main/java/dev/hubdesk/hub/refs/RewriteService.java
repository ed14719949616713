package dev.hubdesk.hub.refs;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Commit;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.MergeConflicts;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.commits.LfsGrants;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Squashes, resets, reverts and merges branches, for those who may write to the repository. What a
/// branch led to before stays: its commits can be reached by their ids until they are collected.
public final class RewriteService {

  /// How often a revert or a merge is made anew because the branch moved meanwhile.
  private static final int MAX_ATTEMPTS = 10;

  private final RepoGate gate;
  private final GitStore git;
  private final LfsObjects lfsObjects;
  private final int maxText;
  private final Clock clock;

  /// @param maxText the longest message of a commit, in characters
  public RewriteService(
      RepoGate gate, GitStore git, LfsObjects lfsObjects, int maxText, Clock clock) {
    this.gate = gate;
    this.git = git;
    this.lfsObjects = lfsObjects;
    this.maxText = maxText;
    this.clock = clock;
  }

  /// Makes one commit of a branch's whole history, with the same files.
  ///
  /// @param message null for one that says what was done
  /// @return the commit
  /// @throws FailureException with `RevisionNotFound` when there is no such branch
  Oid squash(Caller caller, RepoId id, Revision branch, @Nullable String message)
      throws IOException {
    try (Work work = begin(caller, id, branch)) {
      String said = message == null ? "Super-squash branch '" + branch + "'" : message;
      try (CommitDraft draft = work.repository.draft(work.branch)) {
        draft.replaceHistory();
        draft.because("super-squash");
        return draft.publish(text(work, said), null, List.of()).head();
      }
    }
  }

  /// Brings back the files of an earlier state, as a new commit.
  ///
  /// @throws FailureException with `RevisionNotFound`; `BadRequest` when the branch has these files
  ///   already, or is `main` and nobody insists; `ContentGone` when LFS objects of that state are
  ///   no longer stored
  Oid reset(
      Caller caller, RepoId id, Revision branch, String to, @Nullable String message, boolean force)
      throws IOException {
    try (Work work = begin(caller, id, branch)) {
      if (work.branch.equals(RefName.MAIN) && !force) {
        throw bad("Resetting main needs \"force\": true");
      }
      Oid target = work.repository.resolve(ref(to)).commit();
      List<LfsPointer> pointers = pointers(work, work.head, target);
      String said = message == null ? "Reset to " + target : message;
      try (CommitDraft draft = work.repository.draft(work.branch)) {
        draft.copy(RepoPath.ROOT, work.repository, target, RepoPath.ROOT);
        draft.because("reset");
        CommitDraft.Outcome outcome =
            draft.publish(
                text(work, said), null, List.of(lfsObjects.relink(work.row.key(), pointers)));
        if (!outcome.changed()) {
          throw bad("The branch is already at " + target);
        }
        return outcome.head();
      }
    }
  }

  /// What a revert is to be.
  ///
  /// @param parent to which of the commit's parents one goes back, counted from 1
  /// @param message null for one that says what was done
  /// @param allowEmpty makes a commit even when nothing is left to take back
  record Revert(String commit, int parent, @Nullable String message, boolean allowEmpty) {}

  /// Takes back what one commit changed, as a new commit.
  ///
  /// @throws FailureException with `RevisionNotFound`; `MergeConflict` when later commits changed
  ///   the same; `BadRequest` when the commit has no such parent or nothing is left to take back
  Oid revert(Caller caller, RepoId id, Revision branch, Revert wanted) throws IOException {
    return again(caller, id, branch, work -> revert(work, wanted));
  }

  private Oid revert(Work work, Revert wanted) throws IOException {
    Commit bad = work.repository.commit(work.repository.resolve(ref(wanted.commit)).commit());
    boolean first = bad.parents().isEmpty() && wanted.parent == 1;
    if (!first && (wanted.parent < 1 || wanted.parent > bad.parents().size())) {
      throw bad("The commit has no parent number " + wanted.parent);
    }
    Oid before = first ? null : bad.parents().get(wanted.parent - 1);
    String said =
        wanted.message == null
            ? "Revert \"" + bad.title() + "\"\n\nThis reverts commit " + bad.id() + "."
            : wanted.message;
    List<LfsPointer> pointers = before == null ? List.of() : pointers(work, bad.id(), before);
    try (CommitDraft draft = work.repository.draft(work.branch)) {
      if (wanted.allowEmpty) {
        draft.allowEmpty();
      }
      draft.because("revert");
      refuse(draft.merge(bad.id(), work.head, before, MergeConflicts.TELL));
      return publish(work, draft, said, pointers, "Nothing is left to revert");
    }
  }

  /// What a merge is to be.
  ///
  /// @param squash one commit with the changes, without the history that led to them
  /// @param conflicts what happens to files that both changed
  record Merge(
      @Nullable String message, boolean squash, boolean allowEmpty, MergeConflicts conflicts) {}

  /// Merges a revision into a branch: by moving the branch when it lies behind, else by a merge
  /// commit. A branch that has it already stays.
  ///
  /// @throws FailureException with `RevisionNotFound`, `MergeConflict`
  Oid merge(Caller caller, RepoId id, Revision source, Revision into, Merge wanted)
      throws IOException {
    return again(caller, id, into, work -> merge(work, source, wanted));
  }

  private Oid merge(Work work, Revision source, Merge wanted) throws IOException {
    Oid theirs = work.repository.resolve(source).commit();
    Oid base = work.repository.mergeBase(work.head, theirs).orElse(null);
    if (theirs.equals(base)) {
      return work.head;
    }
    List<LfsPointer> pointers = pointers(work, base, theirs);
    if (work.head.equals(base) && !wanted.squash) {
      work.repository.moves(work.author.account().id()).advance(work.branch, work.head, theirs);
      return theirs;
    }
    String said =
        wanted.message == null
            ? "Merge '" + source + "' into '" + work.branch.shortName() + "'"
            : wanted.message;
    try (CommitDraft draft = work.repository.draft(work.branch)) {
      if (!wanted.squash) {
        draft.joinHistory(theirs);
      } else if (wanted.allowEmpty) {
        draft.allowEmpty();
      }
      draft.because("merge");
      refuse(draft.merge(base, work.head, theirs, wanted.conflicts));
      return publish(work, draft, said, pointers, "There is nothing to merge");
    }
  }

  private static void refuse(List<String> conflicts) {
    if (!conflicts.isEmpty()) {
      throw new FailureException(
          new Failure.MergeConflict("Conflict in " + conflicts.size() + " files", conflicts));
    }
  }

  private Oid publish(
      Work work, CommitDraft draft, String message, List<LfsPointer> pointers, String empty)
      throws IOException {
    CommitDraft.Outcome outcome =
        draft.publish(
            text(work, message), work.head, List.of(lfsObjects.relink(work.row.key(), pointers)));
    if (!outcome.changed()) {
      throw bad(empty);
    }
    return outcome.head();
  }

  /// The LFS objects that come back; they must still be there.
  private List<LfsPointer> pointers(Work work, @Nullable Oid now, Oid then) throws IOException {
    Map<RepoPath, LfsPointer> files = work.repository.lfsFilesNotIn(now, then);
    var grants = new LfsGrants(lfsObjects, work.author.account().id(), work.row.key(), clock);
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

  /// Makes a commit that was worked out for the head, anew when the head moves meanwhile.
  private Oid again(Caller caller, RepoId id, Revision branch, Attempt attempt) throws IOException {
    for (int i = 1; ; i++) {
      try (Work work = begin(caller, id, branch)) {
        return attempt.on(work);
      } catch (FailureException e) {
        if (!(e.failure() instanceof Failure.StaleParent) || i == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private interface Attempt {
    Oid on(Work work) throws IOException;
  }

  /// The head is read before any object is: the list of packs, read once, then has all of it.
  private Work begin(Caller caller, RepoId id, Revision branch) {
    RepositoryRow row = gate.writable(caller, id);
    Caller.SignedIn author = caller.writer();
    Repository repository = git.open(row.key());
    try {
      RefName name = repository.branch(branch);
      Oid head =
          repository
              .ref(name)
              .map(RefRecord::commit)
              .orElseThrow(() -> new FailureException(new Failure.RevisionNotFound(branch.text())));
      return new Work(row, author, repository, name, head);
    } catch (FailureException e) {
      repository.close();
      throw e;
    }
  }

  private record Work(
      RepositoryRow row, Caller.SignedIn author, Repository repository, RefName branch, Oid head)
      implements AutoCloseable {

    @Override
    public void close() {
      repository.close();
    }
  }

  private CommitDraft.CommitText text(Work work, String message) {
    if (message.length() > maxText) {
      throw new FailureException(
          new Failure.TooLarge("A message may have " + maxText + " characters"));
    }
    int end = message.indexOf('\n');
    return new CommitDraft.CommitText(
        end < 0 ? message : message.substring(0, end),
        end < 0 ? "" : message.substring(end + 1),
        Authors.signature(work.author.account(), clock.instant()),
        work.author.account().id());
  }

  private static Revision ref(String text) {
    if (text.isEmpty()) {
      throw bad("\"ref\" is missing");
    }
    return new Revision(text);
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}
