package dev.hubdesk.desk.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.protocol.Oid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job as the API tells it.
///
/// @param outputDir the folder that it was settled to write to
/// @param hubDir the same, when it is a Hugging Face cache
/// @param flat whether it writes real files, at `<localDir>/<owner>/<name>`
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
    @Nullable String hubDir,
    boolean flat,
    @Nullable String localDir,
    @Nullable String localRepo,
    @Nullable String routeKey,
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
    boolean flat = job.destination() instanceof Destination.FlatFolder;
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
        job.destination().root().toString(),
        flat ? null : job.destination().root().toString(),
        flat,
        flat ? job.destination().root().toString() : null,
        job.request().localRepo(),
        job.request().routeKey(),
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
