package dev.hubdesk.catalog.desk;

import dev.hubdesk.catalog.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The rows of jobs and their plans. Every change is durable when the call returns.
public final class Jobs {

  private static final int BATCH = 1_000;

  private final Database database;

  Jobs(Database database) {
    this.database = database;
  }

  /// All jobs in the order in which they were added. Those of an earlier version, which kept no
  /// order, go by their time.
  public List<JobRow> all() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM job ORDER BY position, created_at, id")
            .map((row, _) -> job(row))
            .list());
  }

  /// Adds a job.
  public void add(JobRow job) {
    database.write(handle ->
        bind(
                handle.createUpdate(
                    """
                    INSERT INTO job (id, request, destination_kind, destination, endpoint,
                      commit_id, state, error, total_files, total_bytes, completed_files, downloaded_bytes,
                      created_at, started_at, ended_at, position)
                    VALUES (:id, :request, :destinationKind, :destination, :endpoint,
                      :commit, :state, :error, :totalFiles, :totalBytes, :completedFiles, :downloadedBytes,
                      :createdAt, :startedAt, :endedAt,
                      (SELECT COALESCE(MAX(position), 0) + 1 FROM job))
                    """),
                job)
            .execute());
  }

  /// Replaces what may change of a job; a job that is gone stays gone.
  public void update(JobRow job) {
    database.write(handle -> update(handle, job));
  }

  /// As [#update], and remembers the outcome in the history, in one transaction.
  public void end(JobRow job, DownloadRow download) {
    database.write(handle -> {
      int changed = update(handle, job);
      Downloads.add(handle, download);
      return changed;
    });
  }

  /// Keeps the plan of a job that is there, all or nothing.
  public void plan(String id, Iterable<JobFileRow> files) {
    database.write(handle -> {
      boolean known =
          handle
                  .createQuery("SELECT COUNT(*) FROM job WHERE id = :id")
                  .bind("id", id)
                  .mapTo(Integer.class)
                  .one()
              > 0;
      if (known) {
        handle.execute("DELETE FROM job_file WHERE job_id = ?", id);
        addFiles(handle, id, files);
      }
      return known;
    });
  }

  /// Files of a job's plan, in its order; none while there is no plan.
  ///
  /// @param from how many to leave out
  public List<JobFileRow> files(String id, int from, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT path, size, oid, sha256 FROM job_file"
                    + " WHERE job_id = :id AND position >= :from ORDER BY position LIMIT :limit")
            .bind("id", id)
            .bind("from", from)
            .bind("limit", limit)
            .map((row, _) ->
                new JobFileRow(
                    row.getString("path"),
                    row.getLong("size"),
                    row.getString("oid"),
                    row.getString("sha256")))
            .list());
  }

  /// As [#update], and remembers that what the job has begun is to be removed, in one transaction.
  ///
  /// @param forget whether the job is forgotten after that
  public void leave(JobRow job, boolean forget) {
    database.write(handle -> {
      handle
          .createUpdate(
              """
              INSERT INTO job_cleanup (job_id, forget) VALUES (:id, :forget)
              ON CONFLICT (job_id) DO UPDATE SET forget = :forget
              """)
          .bind("id", job.id())
          .bind("forget", forget ? 1L : 0L)
          .execute();
      return update(handle, job);
    });
  }

  /// The jobs that were left, and whether each is to be forgotten.
  public Map<String, Boolean> left() {
    return database.read(handle ->
        handle
            .createQuery("SELECT job_id, forget FROM job_cleanup ORDER BY job_id")
            .reduceRows(
                new LinkedHashMap<>(),
                (left, row) -> {
                  left.put(
                      row.getColumn("job_id", String.class),
                      row.getColumn("forget", Long.class) != 0);
                  return left;
                }));
  }

  /// Notes that nothing of a job that was left is there any more, and forgets it if that was meant.
  public void cleaned(String id) {
    database.write(handle -> {
      int forgotten =
          handle.execute(
              "DELETE FROM job WHERE id ="
                  + " (SELECT job_id FROM job_cleanup WHERE job_id = ? AND forget <> 0)",
              id);
      return forgotten + handle.execute("DELETE FROM job_cleanup WHERE job_id = ?", id);
    });
  }

  /// The other jobs that are not over and have a file with this content for the same destination.
  ///
  /// @param digest the SHA-256 of a large file, the git blob of another
  public List<JobRow> wanting(JobRow leaving, String digest) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM job
                WHERE id <> :id AND destination_kind = :destinationKind
                  AND destination = :destination AND state IN ('queued', 'running', 'paused')
                  AND EXISTS (
                    SELECT 1 FROM job_file WHERE job_id = job.id
                      AND COALESCE(sha256, oid) = :digest)
                """)
            .bind("id", leaving.id())
            .bind("destinationKind", leaving.destinationKind())
            .bind("destination", leaving.destination())
            .bind("digest", digest)
            .map((row, _) -> job(row))
            .list());
  }

  /// Forgets a job and its plan.
  public void remove(String id) {
    database.write(handle -> handle.execute("DELETE FROM job WHERE id = ?", id));
  }

  private static int update(Handle handle, JobRow job) {
    return bind(
            handle.createUpdate(
                """
                UPDATE job SET endpoint = :endpoint, commit_id = :commit, state = :state,
                  error = :error, total_files = :totalFiles, total_bytes = :totalBytes,
                  completed_files = :completedFiles, downloaded_bytes = :downloadedBytes,
                  started_at = :startedAt, ended_at = :endedAt
                WHERE id = :id
                """),
            job)
        .execute();
  }

  private static void addFiles(Handle handle, String id, Iterable<JobFileRow> files) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO job_file (job_id, position, path, size, oid, sha256)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (JobFileRow file : files) {
      batch.add(id, position, file.path(), file.size(), file.oid(), file.sha256());
      position++;
      if (batch.size() == BATCH) {
        batch.execute();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, JobRow job) {
    return statement
        .bind("id", job.id())
        .bind("request", job.request())
        .bind("destinationKind", job.destinationKind())
        .bind("destination", job.destination())
        .bind("endpoint", job.endpoint())
        .bind("commit", job.commit())
        .bind("state", job.state())
        .bind("error", job.error())
        .bind("totalFiles", job.totalFiles())
        .bind("totalBytes", job.totalBytes())
        .bind("completedFiles", job.completedFiles())
        .bind("downloadedBytes", job.downloadedBytes())
        .bind("createdAt", job.createdAt().toEpochMilli())
        .bind("startedAt", millis(job.startedAt()))
        .bind("endedAt", millis(job.endedAt()));
  }

  private static JobRow job(ResultSet row) throws SQLException {
    return new JobRow(
        row.getString("id"),
        row.getString("request"),
        row.getString("destination_kind"),
        row.getString("destination"),
        row.getString("endpoint"),
        row.getString("commit_id"),
        row.getString("state"),
        row.getString("error"),
        row.getLong("total_files"),
        row.getLong("total_bytes"),
        row.getLong("completed_files"),
        row.getLong("downloaded_bytes"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "started_at"),
        instant(row, "ended_at"));
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
