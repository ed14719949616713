package dev.hubdesk.catalog.desk;

import dev.hubdesk.catalog.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// The rows of the history, which is bounded: the oldest make room.
public final class Downloads {

  /// How many are remembered.
  public static final int MAX_KEPT = 10_000;

  private static final String HOLDS = "LOWER(repo) LIKE :search ESCAPE '!'";

  private final Database database;

  Downloads(Database database) {
    this.database = database;
  }

  /// The newest first.
  ///
  /// @param search what the names of repositories hold, whatever its case; empty for all
  /// @param offset how many of the newest to leave out
  public List<DownloadRow> newest(String search, int offset, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM download WHERE "
                    + HOLDS
                    + " ORDER BY ended_at DESC, job_id LIMIT :limit OFFSET :offset")
            .bind("search", pattern(search))
            .bind("limit", limit)
            .bind("offset", offset)
            .map((row, _) -> download(row))
            .list());
  }

  /// How many there are.
  ///
  /// @param search as in [#newest]
  public long count(String search) {
    return database.read(handle ->
        handle
            .createQuery("SELECT COUNT(*) FROM download WHERE " + HOLDS)
            .bind("search", pattern(search))
            .mapTo(Long.class)
            .one());
  }

  /// Forgets what a job came to, however often it ran; returns how many entries that were.
  public int remove(String jobId) {
    return database.write(handle -> handle.execute("DELETE FROM download WHERE job_id = ?", jobId));
  }

  /// Forgets all that hold the text; returns how many entries that were.
  ///
  /// @param search as in [#newest]
  public int clear(String search) {
    return database.write(handle ->
        handle
            .createUpdate("DELETE FROM download WHERE " + HOLDS)
            .bind("search", pattern(search))
            .execute());
  }

  private static String pattern(String search) {
    String folded = search.toLowerCase(Locale.ROOT);
    return "%" + folded.replaceAll("([!%_])", "!$1") + "%";
  }

  static void add(Handle handle, DownloadRow download) {
    handle
        .createUpdate(
            """
            INSERT INTO download (job_id, ended_at, started_at, repo, dataset, revision, commit_id,
              endpoint, destination_kind, destination, state, error, total_files, total_bytes)
            VALUES (:jobId, :endedAt, :startedAt, :repo, :dataset, :revision, :commit,
              :endpoint, :destinationKind, :destination, :state, :error, :totalFiles, :totalBytes)
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
        .bind("destinationKind", download.destinationKind())
        .bind("destination", download.destination())
        .bind("state", download.state())
        .bind("error", download.error())
        .bind("totalFiles", download.totalFiles())
        .bind("totalBytes", download.totalBytes())
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM download WHERE (job_id, ended_at) IN (
              SELECT job_id, ended_at FROM download
              ORDER BY ended_at DESC, job_id LIMIT -1 OFFSET :kept)
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
        row.getString("destination_kind"),
        row.getString("destination"),
        row.getString("state"),
        row.getString("error"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("ended_at")),
        row.getLong("total_files"),
        row.getLong("total_bytes"));
  }
}
