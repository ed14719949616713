package dev.hubdesk.hub.access;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.util.Optional;

/// The one way from the name of a repository to the repository: found, and allowed. What a caller
/// may not read does not exist for them, whatever they wanted to do with it. A name that the
/// repository had before it moved tells the new one ([Failure.RepoMoved]) to those who may read it.
public final class RepoGate {

  private final Repositories repositories;
  private final Permissions permissions;

  public RepoGate(Repositories repositories, Permissions permissions) {
    this.repositories = repositories;
    this.permissions = permissions;
  }

  /// The repository, for telling what it is: the one thing that is told of a disabled one.
  ///
  /// @throws FailureException with [Failure.RepoNotFound] or [Failure.RepoMoved]
  public RepositoryRow known(Caller caller, RepoId id) {
    RepositoryRow row =
        repositories
            .find(id)
            .orElseThrow(() ->
                new FailureException(
                    movedTo(caller, id)
                        .<Failure>map(now -> new Failure.RepoMoved(id, now))
                        .orElse(new Failure.RepoNotFound(false))));
    if (!permissions.canRead(caller, row)) {
      throw new FailureException(new Failure.RepoNotFound(true));
    }
    return row;
  }

  /// The repository, for reading what it is made of: which files there are, its history and refs.
  /// The content of files is [#contentReadable].
  ///
  /// @throws FailureException with [Failure.RepoNotFound], [Failure.RepoMoved] or
  ///   [Failure.RepoDisabled]
  public RepositoryRow readable(Caller caller, RepoId id) {
    RepositoryRow row = known(caller, id);
    if (row.settings().disabled()) {
      throw new FailureException(new Failure.RepoDisabled());
    }
    return row;
  }

  /// The repository, for reading the content of its files, by whichever way.
  ///
  /// @throws FailureException with [Failure.RepoGated], and what [#readable] throws
  public RepositoryRow contentReadable(Caller caller, RepoId id) {
    RepositoryRow row = readable(caller, id);
    if (!permissions.canReadContent(caller, row)) {
      throw new FailureException(new Failure.RepoGated(row.id()));
    }
    return row;
  }

  /// The repository, for writing. Who may write may read the content.
  ///
  /// @throws FailureException with [Failure.NotSignedIn] or [Failure.Forbidden], and what
  ///   [#readable] throws
  public RepositoryRow writable(Caller caller, RepoId id) {
    RepositoryRow row = readable(caller, id);
    caller.writer();
    if (!permissions.canWrite(caller, row)) {
      throw forbidden("write to", id);
    }
    return row;
  }

  /// The repository, for moving or deleting it or changing its settings. A disabled one is in the
  /// hands of the Hub's administrators.
  ///
  /// @throws FailureException with [Failure.NotSignedIn] or [Failure.Forbidden], and what
  ///   [#readable] throws
  public RepositoryRow administrable(Caller caller, RepoId id) {
    RepositoryRow row =
        permissions.canAdministerHub(caller) ? known(caller, id) : readable(caller, id);
    caller.writer();
    if (!permissions.canAdminister(caller, row)) {
      throw forbidden("administer", id);
    }
    return row;
  }

  /// Leads on from a name that a repository had before it moved; of all other names it says
  /// nothing.
  ///
  /// @throws FailureException with [Failure.RepoMoved] when the caller may read the repository
  public void follow(Caller caller, RepoId id) {
    if (repositories.find(id).isEmpty()) {
      movedTo(caller, id)
          .ifPresent(now -> {
            throw new FailureException(new Failure.RepoMoved(id, now));
          });
    }
  }

  private Optional<RepoId> movedTo(Caller caller, RepoId former) {
    return repositories
        .formerly(former)
        .filter(row -> permissions.canRead(caller, row))
        .map(RepositoryRow::id);
  }

  private static FailureException forbidden(String what, RepoId id) {
    return new FailureException(
        new Failure.Forbidden(
            "You may not " + what + " the " + id.type().singular() + " " + id.path()));
  }
}
