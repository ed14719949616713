package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes repositories out of others: one commit with the files of the default branch as they stand.
/// LFS objects are linked, not copied.
public final class DuplicateService {

  private final Repositories repositories;
  private final RepoGate gate;
  private final Namespaces namespaces;
  private final Founding founding;
  private final GitStore git;
  private final Clock clock;

  public DuplicateService(
      Repositories repositories,
      RepoGate gate,
      Namespaces namespaces,
      Founding founding,
      GitStore git,
      Clock clock) {
    this.repositories = repositories;
    this.gate = gate;
    this.namespaces = namespaces;
    this.founding = founding;
    this.git = git;
    this.clock = clock;
  }

  /// Whether the caller may copy the repository; said before the body is looked at.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with what [RepoGate#contentReadable] throws,
  ///   `NotSignedIn` or `Forbidden`
  RepositoryRow admit(Caller caller, RepoId id) {
    RepositoryRow source = gate.contentReadable(caller, id);
    caller.writer();
    return source;
  }

  /// Makes the duplicate. It is gated as its source is and has the same LFS rules; likes and
  /// history stay behind.
  ///
  /// @param source what [#admit] has admitted
  /// @param to of the same type
  /// @param isPrivate null for what the source is
  /// @throws dev.hubdesk.protocol.FailureException with `Forbidden`, and what [Founding#found]
  ///   throws
  RepositoryRow duplicate(
      Caller caller, RepositoryRow source, RepoId to, @Nullable Boolean isPrivate)
      throws IOException {
    Caller.SignedIn author = caller.writer();
    Account owner = namespaces.creatable(author, to.namespace());
    Instant now = clock.instant();
    RepositoryRow row =
        new RepositoryRow(
                repositories.newKey(),
                new RepoId(to.type(), owner.name(), to.name()),
                owner.id(),
                isPrivate == null ? source.isPrivate() : isPrivate,
                now,
                now,
                source.sdk())
            .withCreator(author.account().id())
            .withSettings(source.settings());
    founding.found(
        author, row, "Duplicate from " + source.id().path(), draft -> copy(source, draft));
    return row;
  }

  private void copy(RepositoryRow source, CommitDraft draft) throws IOException {
    try (Repository repository = git.open(source.key())) {
      Optional<RefRecord> main = repository.ref(RefName.MAIN);
      if (main.isPresent()) {
        draft.copy(RepoPath.ROOT, repository, main.get().commit(), RepoPath.ROOT);
      }
    }
  }
}
