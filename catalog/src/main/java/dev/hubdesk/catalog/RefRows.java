package dev.hubdesk.catalog;

import dev.hubdesk.git.Publication;
import dev.hubdesk.git.RefChange;
import dev.hubdesk.git.RefMovedException;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The refs of a repository, and the log of their moves.
final class RefRows {

  private RefRows() {}

  static List<RefRecord> list(Handle handle, long repository) {
    return handle
        .createQuery(
            """
            SELECT name, target, peeled FROM git_ref WHERE repository = :repository ORDER BY name
            """)
        .bind("repository", repository)
        .map((row, _) -> ref(row))
        .list();
  }

  static Optional<RefRecord> find(Handle handle, long repository, RefName name) {
    return handle
        .createQuery(
            """
            SELECT name, target, peeled FROM git_ref
            WHERE repository = :repository AND name = :name
            """)
        .bind("repository", repository)
        .bind("name", name.full())
        .map((row, _) -> ref(row))
        .findOne();
  }

  /// Moves every ref that stands where it is expected.
  ///
  /// @throws RefMovedException when one does not
  static void move(Handle handle, long repository, List<RefChange> changes)
      throws RefMovedException {
    for (RefChange change : changes) {
      if (!move(handle, repository, change)) {
        throw new RefMovedException(change.name());
      }
    }
    for (RefChange change : changes) {
      if (change.from() == null && change.to() != null) {
        RefNameClash.check(handle, repository, change.name());
      }
    }
  }

  private static boolean move(Handle handle, long repository, RefChange change) {
    Oid from = change.from();
    Oid to = change.to();
    if (from == null) {
      return to == null
          ? find(handle, repository, change.name()).isEmpty()
          : create(handle, repository, change, to);
    }
    String sql =
        to == null
            ? """
            DELETE FROM git_ref
            WHERE repository = :repository AND name = :name AND target = :from
            """
            : """
            UPDATE git_ref SET target = :to, peeled = :peeled
            WHERE repository = :repository AND name = :name AND target = :from
            """;
    var update =
        handle
            .createUpdate(sql)
            .bind("repository", repository)
            .bind("name", change.name().full())
            .bind("from", Columns.bytes(from));
    if (to != null) {
      update.bind("to", Columns.bytes(to)).bind("peeled", Columns.bytesOrNull(change.peeled()));
    }
    return update.execute() == 1;
  }

  private static boolean create(Handle handle, long repository, RefChange change, Oid to) {
    return handle
            .createUpdate(
                """
                INSERT INTO git_ref (repository, name, target, peeled)
                VALUES (:repository, :name, :to, :peeled)
                ON CONFLICT (repository, name) DO NOTHING
                """)
            .bind("repository", repository)
            .bind("name", change.name().full())
            .bind("to", Columns.bytes(to))
            .bind("peeled", Columns.bytesOrNull(change.peeled()))
            .execute()
        == 1;
  }

  static void log(Handle handle, Publication publication, IdSource ids) {
    for (List<RefChange> changes : Chunks.of(publication.refs(), Chunks.BATCH)) {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              INSERT INTO ref_log (repository, id, ref, old_target, new_target, actor, reason, at)
              VALUES (:repository, :id, :ref, :from, :to, :actor, :reason, :at)
              """);
      for (RefChange change : changes) {
        batch
            .bind("repository", publication.repository())
            .bind("id", ids.next())
            .bind("ref", change.name().full())
            .bind("from", Columns.bytesOrNull(change.from()))
            .bind("to", Columns.bytesOrNull(change.to()))
            .bind("actor", publication.actor())
            .bind("reason", publication.reason())
            .bind("at", publication.at().toEpochMilli())
            .add();
      }
      batch.execute();
    }
  }

  private static RefRecord ref(ResultSet row) throws SQLException {
    return new RefRecord(
        new RefName(row.getString("name")),
        Columns.oid(row, "target"),
        Columns.oidOrNull(row, "peeled"));
  }
}
