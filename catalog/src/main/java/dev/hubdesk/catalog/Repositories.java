package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Repositories by name. Names are compared without case; answers carry the name as it was given.
public final class Repositories {

  private final Database database;
  private final IdSource ids;
  private final InstantSource clock;

  Repositories(Database database, IdSource ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  public Optional<RepositoryRow> find(RepoId id) {
    return database.read(handle -> RepositoryRows.find(handle, id));
  }

  /// The repository that was called so before it moved. A name that is in use again leads nowhere
  /// else.
  public Optional<RepositoryRow> formerly(RepoId id) {
    return database.read(handle -> FormerNames.find(handle, id));
  }

  /// A repository of the same namespace and type that this name could be taken for.
  public Optional<RepositoryRow> lookalike(RepoId id) {
    return database.read(handle -> RepositoryRows.lookalike(handle, id));
  }

  /// A key for a repository that is about to be made.
  public long newKey() {
    return ids.next();
  }

  /// The row of a new repository, to be written together with its first commit. A rival that took
  /// the name first makes the whole publication fail with `Conflict`.
  public Alongside create(RepositoryRow row) {
    return new RowsAlongside(handle -> RepositoryRows.insert(handle, row));
  }

  /// Gives a repository another name and owner, in one transaction; the name that it had leads to
  /// it from now on, until something else is called so.
  ///
  /// @throws FailureException with `RepoNotFound` when it was deleted, `Conflict` when another has
  ///   the name
  public void move(long key, RepoId to, long owner) {
    database.write(handle -> {
      RepositoryRows.rename(handle, key, to, owner);
      return true;
    });
  }

  /// Changes the settings of a repository, and whether it is private.
  ///
  /// @param change may run more than once; what it throws leaves everything as it was
  /// @return the row as it is now
  /// @throws FailureException with `RepoNotFound` when it was deleted
  public RepositoryRow change(long key, UnaryOperator<RepositoryRow> change) {
    return database.write(handle -> {
      RepositoryRow changed = change.apply(RepositoryRows.existing(handle, key));
      RepositoryRows.update(handle, changed);
      return changed;
    });
  }

  /// Forgets a repository with its refs, packs and links to LFS objects, in one transaction. The
  /// bytes go with a sweep after the grace period, which begins now. False when it was gone
  /// already.
  public boolean delete(long key) {
    long now = clock.millis();
    return database.write(handle -> {
      handle
          .createUpdate(
              """
              UPDATE lfs_object SET needed_at = :now
              WHERE oid IN (SELECT oid FROM lfs_link WHERE repository = :key)
              """)
          .bind("now", now)
          .bind("key", key)
          .execute();
      UpkeepRows.goAll(handle, key, now);
      return handle.execute("DELETE FROM repository WHERE id = ?", key) > 0;
    });
  }

  /// Every repository, of whatever type, by key.
  ///
  /// @param after the last key of the page before; 0 for the first page
  public List<RepositoryRow> all(long after, int limit) {
    return database.read(handle -> RepositoryRows.all(handle, after, limit));
  }

  /// One page of a list.
  ///
  /// @throws FailureException with `BadRequest` when the place to go on from is none of this order
  public List<RepositoryQuery.Listed> list(RepositoryQuery query, int limit) {
    return database.read(handle -> new RepositoryList(query).page(handle, limit));
  }
}
