package dev.hubdesk.desk.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.protocol.Oid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job as the API tells it.
///
/// @param outputDir the cache it writes to, as `hubDir`
/// @param phase `planning` or `finalizing`, else absent
/// @param files at most [FileProgress#MAX_TOLD], those on their way first
/// @param filesOmitted how many more there are
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record JobView(
    String id,
    String repo,
    String revision,
    boolean isDataset,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> filters,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludes,
    boolean exactMatch,
    @Nullable String endpoint,
    @Nullable String commit,
    String outputDir,
    String hubDir,
    JobState status,
    @Nullable String phase,
    ProgressView progress,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FileProgress> files,
    long filesOmitted) {

  /// How far it is.
  ///
  /// @param downloadedBytes what has arrived, of earlier runs too
  /// @param etaSeconds 0 when nobody can know
  public record ProgressView(
      long totalFiles,
      long completedFiles,
      long totalBytes,
      long downloadedBytes,
      long bytesPerSecond,
      long etaSeconds) {}

  static JobView of(
      Job job, @Nullable String phase, ProgressView progress, List<FileProgress> files) {
    Oid commit = job.commit();
    return new JobView(
        job.id(),
        job.request().repo(),
        job.request().revision(),
        job.request().dataset(),
        job.request().filters(),
        job.request().excludes(),
        job.request().exactMatch(),
        job.endpoint(),
        commit == null ? null : commit.hex(),
        job.destination().toString(),
        job.destination().toString(),
        job.state(),
        phase,
        progress,
        job.error(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt(),
        files,
        Math.max(0, job.counts().totalFiles() - files.size()));
  }
}
