package dev.hubdesk.catalog.desk;

import dev.hubdesk.catalog.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The rows of the history, which is bounded: the oldest make room.
public final class Downloads {

  /// How many are remembered.
  public static final int MAX_KEPT = 10_000;

  private final Database database;

  Downloads(Database database) {
    this.database = database;
  }

  /// The newest first.
  public List<DownloadRow> newest(int limit) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM download ORDER BY ended_at DESC, job_id LIMIT :limit")
            .bind("limit", limit)
            .map((row, _) -> download(row))
            .list());
  }

  /// How many there are.
  public long count() {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM download").mapTo(Long.class).one());
  }

  static void add(Handle handle, DownloadRow download) {
    handle
        .createUpdate(
            """
            INSERT INTO download (job_id, ended_at, started_at, repo, dataset, revision, commit_id,
              endpoint, destination, state, error, total_files, total_bytes)
            VALUES (:jobId, :endedAt, :startedAt, :repo, :dataset, :revision, :commit,
              :endpoint, :destination, :state, :error, :totalFiles, :totalBytes)
            ON CONFLICT (job_id, ended_at) DO NOTHING
            """)
        .bind("jobId", download.jobId())
        .bind("endedAt", download.endedAt().toEpochMilli())
        .bind("startedAt", download.startedAt().toEpochMilli())
        .bind("repo", download.repo())
        .bind("dataset", download.dataset() ? 1L : 0L)
        .bind("revision", download.revision())
        .bind("commit", download.commit())
        .bind("endpoint", download.endpoint())
        .bind("destination", download.destination())
        .bind("state", download.state())
        .bind("error", download.error())
        .bind("totalFiles", download.totalFiles())
        .bind("totalBytes", download.totalBytes())
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM download WHERE ended_at < (
              SELECT MIN(ended_at) FROM (
                SELECT ended_at FROM download ORDER BY ended_at DESC LIMIT :kept) AS newest)
            """)
        .bind("kept", MAX_KEPT)
        .execute();
  }

  private static DownloadRow download(ResultSet row) throws SQLException {
    return new DownloadRow(
        row.getString("job_id"),
        row.getString("repo"),
        row.getLong("dataset") != 0,
        row.getString("revision"),
        row.getString("commit_id"),
        row.getString("endpoint"),
        row.getString("destination"),
        row.getString("state"),
        row.getString("error"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("ended_at")),
        row.getLong("total_files"),
        row.getLong("total_bytes"));
  }
}
