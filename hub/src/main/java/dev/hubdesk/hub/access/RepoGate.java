package dev.hubdesk.hub.access;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;

/// The one way from the name of a repository to the repository: found, and allowed. What a caller
/// may not read does not exist for them, whatever they wanted to do with it.
public final class RepoGate {

  private final Repositories repositories;
  private final Permissions permissions;

  public RepoGate(Repositories repositories, Permissions permissions) {
    this.repositories = repositories;
    this.permissions = permissions;
  }

  /// The repository, for reading.
  ///
  /// @throws FailureException with [Failure.RepoNotFound]
  public RepositoryRow readable(Caller caller, RepoId id) {
    RepositoryRow row =
        repositories
            .find(id)
            .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
    if (!permissions.canRead(caller, row)) {
      throw new FailureException(new Failure.RepoNotFound(true));
    }
    return row;
  }

  /// The repository, for writing.
  ///
  /// @throws FailureException with [Failure.RepoNotFound], [Failure.NotSignedIn] or
  ///   [Failure.Forbidden]
  public RepositoryRow writable(Caller caller, RepoId id) {
    RepositoryRow row = readable(caller, id);
    caller.writer();
    if (!permissions.canWrite(caller, row)) {
      throw forbidden("write to", id);
    }
    return row;
  }

  /// The repository, for deleting it or changing its settings.
  ///
  /// @throws FailureException with [Failure.RepoNotFound], [Failure.NotSignedIn] or
  ///   [Failure.Forbidden]
  public RepositoryRow administrable(Caller caller, RepoId id) {
    RepositoryRow row = readable(caller, id);
    caller.writer();
    if (!permissions.canAdminister(caller, row)) {
      throw forbidden("administer", id);
    }
    return row;
  }

  private static FailureException forbidden(String what, RepoId id) {
    return new FailureException(
        new Failure.Forbidden(
            "You may not " + what + " the " + id.type().singular() + " " + id.path()));
  }
}
