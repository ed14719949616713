package dev.hubdesk.catalog;

import dev.hubdesk.protocol.RepoId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Names that repositories had before they moved, each step part of a transaction. A name leads to
/// the repository itself, so that a chain of moves is no longer than one.
final class FormerNames {

  private FormerNames() {}

  /// The repository that had this name last.
  static Optional<RepositoryRow> find(Handle handle, RepoId id) {
    return handle
        .createQuery(
            "SELECT "
                + RepositoryRows.COLUMNS
                + """
                FROM former_name f JOIN repository r ON r.id = f.repository
                WHERE f.type = :type AND f.folded = :folded
                """)
        .bind("type", id.type().name())
        .bind("folded", id.folded())
        .map((row, _) -> RepositoryRows.repository(row))
        .findOne();
  }

  static void remember(Handle handle, RepoId id, long repository) {
    handle
        .createUpdate(
            """
            INSERT INTO former_name (type, folded, repository)
            VALUES (:type, :folded, :repository)
            ON CONFLICT (type, folded) DO UPDATE SET repository = excluded.repository
            """)
        .bind("type", id.type().name())
        .bind("folded", id.folded())
        .bind("repository", repository)
        .execute();
  }

  /// A repository has this name now.
  static void forget(Handle handle, RepoId id) {
    handle.execute(
        "DELETE FROM former_name WHERE type = ? AND folded = ?", id.type().name(), id.folded());
  }
}
