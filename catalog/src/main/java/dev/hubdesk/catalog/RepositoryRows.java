package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Steps on the row of a repository, each one part of a transaction.
final class RepositoryRows {

  private RepositoryRows() {}

  /// @throws FailureException with `RepoNotFound` when the repository was deleted
  static void require(Handle handle, long key) {
    boolean there =
        handle
            .createQuery("SELECT id FROM repository WHERE id = :key")
            .bind("key", key)
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!there) {
      throw new FailureException(new Failure.RepoNotFound(false));
    }
  }

  /// Writes down that a ref has moved.
  static void touch(Handle handle, long key, Instant at) {
    handle.execute("UPDATE repository SET updated_at = ? WHERE id = ?", at.toEpochMilli(), key);
  }
}
