package dev.hubdesk.catalog.desk;

import dev.hubdesk.catalog.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The rows of mirror jobs. Every change is durable when the call returns.
public final class MirrorJobs {

  private final Database database;

  MirrorJobs(Database database) {
    this.database = database;
  }

  /// All of them, the oldest first.
  public List<MirrorJobRow> all() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM mirror_job ORDER BY created_at, id")
            .map((row, _) -> job(row))
            .list());
  }

  /// Adds a job, or replaces what may change of it.
  public void save(MirrorJobRow job) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO mirror_job (id, mirror_order, state, error, outcome, created_at,
                  started_at, ended_at)
                VALUES (:id, :order, :state, :error, :outcome, :createdAt, :startedAt, :endedAt)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, error = excluded.error,
                  outcome = excluded.outcome, started_at = excluded.started_at,
                  ended_at = excluded.ended_at
                """)
            .bind("id", job.id())
            .bind("order", job.order())
            .bind("state", job.state())
            .bind("error", job.error())
            .bind("outcome", job.outcome())
            .bind("createdAt", job.createdAt().toEpochMilli())
            .bind("startedAt", Jobs.millis(job.startedAt()))
            .bind("endedAt", Jobs.millis(job.endedAt()))
            .execute());
  }

  /// Forgets a job.
  public void remove(String id) {
    database.write(handle -> handle.execute("DELETE FROM mirror_job WHERE id = ?", id));
  }

  private static MirrorJobRow job(ResultSet row) throws SQLException {
    return new MirrorJobRow(
        row.getString("id"),
        row.getString("mirror_order"),
        row.getString("state"),
        row.getString("error"),
        row.getString("outcome"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Jobs.instant(row, "started_at"),
        Jobs.instant(row, "ended_at"));
  }
}
