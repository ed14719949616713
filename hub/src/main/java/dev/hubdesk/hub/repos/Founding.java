package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.DraftedLfs;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.commits.LfsGrants;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/// Makes repositories with one commit. The row and the commit become visible together, or neither.
public final class Founding {

  private final Repositories repositories;
  private final LfsObjects lfsObjects;
  private final GitStore git;
  private final Clock clock;

  public Founding(Repositories repositories, LfsObjects lfsObjects, GitStore git, Clock clock) {
    this.repositories = repositories;
    this.lfsObjects = lfsObjects;
    this.git = git;
    this.clock = clock;
  }

  /// Makes a repository.
  ///
  /// @param row not written yet
  /// @param title of the commit
  /// @throws FailureException with `Conflict` whose url is the path of the repository that has the
  ///   name, `Unprocessable` when the author may not use an LFS object that is named, and what
  ///   `content` throws
  void found(Caller.SignedIn author, RepositoryRow row, String title, FirstContent content)
      throws IOException {
    if (repositories.find(row.id()).isPresent()) {
      throw exists(row.id());
    }
    try (Repository repository = git.open(row.key());
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      content.addTo(draft);
      Collection<LfsPointer> pointers = draft.pointers();
      new LfsGrants(lfsObjects, author.account().id(), row.key(), clock).check(pointers);
      draft.publish(
          new CommitDraft.CommitText(
              title,
              "",
              Authors.signature(author.account(), row.createdAt()),
              author.account().id()),
          null,
          List.of(
              repositories.create(row),
              lfsObjects.link(row.key(), DraftedLfs.of(draft, RefName.MAIN, row.createdAt()))));
    } catch (FailureException e) {
      throw e.failure() instanceof Failure.Conflict ? exists(row.id()) : e;
    }
  }

  private static FailureException exists(RepoId id) {
    return new FailureException(
        new Failure.Conflict(
            "The " + id.type().singular() + " " + id.path() + " already exists", id.urlPath()));
  }

  /// What the first commit holds.
  @FunctionalInterface
  interface FirstContent {
    void addTo(CommitDraft draft) throws IOException;
  }
}
