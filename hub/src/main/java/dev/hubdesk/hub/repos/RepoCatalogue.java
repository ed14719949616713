package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks repositories up: one by its name, or a page of all that the caller may see.
public final class RepoCatalogue {

  private final Repositories repositories;
  private final RepoGate gate;
  private final GitStore git;

  public RepoCatalogue(Repositories repositories, RepoGate gate, GitStore git) {
    this.repositories = repositories;
    this.gate = gate;
    this.git = git;
  }

  /// Opens a repository at a revision. Close the view.
  ///
  /// @param revision null for the default branch
  /// @throws dev.hubdesk.protocol.FailureException with `RepoNotFound` or `RevisionNotFound`
  RepoView open(Caller caller, RepoId id, @Nullable Revision revision) throws IOException {
    RepositoryRow row = gate.known(caller, id);
    Repository repository = git.open(row.key());
    try {
      @Nullable Oid commit =
          revision == null ? head(repository) : repository.resolve(revision).commit();
      return new RepoView(row, repository, commit);
    } catch (RuntimeException | IOException e) {
      repository.close();
      throw e;
    }
  }

  /// Opens a repository of a list at its default branch.
  RepoView open(RepositoryRow row) {
    Repository repository = git.open(row.key());
    return new RepoView(row, repository, head(repository));
  }

  /// A page of a list; one more than `limit` when others follow.
  List<RepositoryRow> page(RepositoryQuery query, int limit) {
    return repositories.list(query, limit + 1);
  }

  private static @Nullable Oid head(Repository repository) {
    return repository.ref(RefName.MAIN).map(RefRecord::commit).orElse(null);
  }
}
