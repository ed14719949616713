package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;

/// Gives repositories other names. Only the name changes: files, history, likes and settings hang
/// on the repository's key. The old name leads to the new one until something else is called so.
public final class MoveService {

  private final Repositories repositories;
  private final RepoGate gate;
  private final Namespaces namespaces;

  public MoveService(Repositories repositories, RepoGate gate, Namespaces namespaces) {
    this.repositories = repositories;
    this.gate = gate;
    this.namespaces = namespaces;
  }

  /// Moves a repository, within its namespace or to another one that the caller may create in.
  ///
  /// @param to of the same type
  /// @return its name now
  /// @throws FailureException with `RepoNotFound`, `NotSignedIn`, `Forbidden`, or `Conflict` whose
  ///   url is the path of the repository that has the name
  public RepoId move(Caller caller, RepoId from, RepoId to) {
    RepositoryRow row = gate.administrable(caller, from);
    Account owner = namespaces.creatable(caller.writer(), to.namespace());
    var target = new RepoId(to.type(), owner.name(), to.name());
    try {
      repositories.move(row.key(), target, owner.id());
    } catch (FailureException e) {
      throw e.failure() instanceof Failure.Conflict ? exists(target) : e;
    }
    return target;
  }

  /// In the words that stock clients look for.
  private static FailureException exists(RepoId id) {
    return new FailureException(
        new Failure.Conflict(
            "A " + id.type().singular() + " repository called " + id.path() + " already exists",
            id.urlPath()));
  }
}
