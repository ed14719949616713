package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryFacts;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryQuery.Listed;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.facts.FactsService;
import dev.hubdesk.hub.facts.Known;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks repositories up: one by its name, or a page of all that the caller may see.
public final class RepoCatalogue {

  /// Spaces that are told of one model.
  private static final int MAX_SPACES = 100;

  private final Repositories repositories;
  private final RepositoryFacts rows;
  private final FactsService facts;
  private final RepoGate gate;
  private final GitStore git;

  public RepoCatalogue(
      Repositories repositories,
      RepositoryFacts rows,
      FactsService facts,
      RepoGate gate,
      GitStore git) {
    this.repositories = repositories;
    this.rows = rows;
    this.facts = facts;
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
      if (revision == null) {
        Known known = facts.known(row.key());
        return new RepoView(row, known, repository, known.standing().head());
      }
      Oid commit = repository.resolve(revision).commit();
      Known known = facts.at(row.key(), row.id().type(), repository, commit);
      return new RepoView(row, known, repository, commit);
    } catch (RuntimeException | IOException e) {
      repository.close();
      throw e;
    }
  }

  /// Opens a repository of a list at its default branch.
  RepoView open(RepositoryRow row, Known known) {
    return new RepoView(row, known, git.open(row.key()), known.standing().head());
  }

  /// What is known of repositories of a list; those that are gone meanwhile are left out.
  Map<Long, Known> known(Collection<RepositoryRow> page) {
    return facts.known(page.stream().map(RepositoryRow::key).toList());
  }

  /// A page of a list; one more than `limit` when others follow.
  List<Listed> page(RepositoryQuery query, int limit) {
    return first(query, limit + 1);
  }

  /// The first repositories of a list.
  List<Listed> first(RepositoryQuery query, int limit) {
    return repositories.list(query, limit);
  }

  /// Bytes that a repository takes.
  long storedBytes(RepositoryRow row) {
    return rows.storedBytes(row.key());
  }

  /// Public spaces whose card names a model.
  List<String> spacesOf(RepositoryRow model) {
    RepositoryQuery query =
        RepositoryQuery.all(RepoType.SPACE, null).tagged("model:" + model.id().path());
    return repositories.list(query, MAX_SPACES).stream()
        .map(listed -> listed.row().id().path())
        .toList();
  }
}
