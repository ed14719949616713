package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.jobs.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mirror job as the API tells it.
///
/// @param target as the request named it
/// @param targetPath what that stood for then
/// @param localPath the cache of this machine
/// @param result what has been done so far
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorJobView(
    String id,
    Direction direction,
    String target,
    String targetPath,
    String localPath,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String repoFilter,
    boolean verify,
    boolean deleteExtra,
    boolean force,
    JobState status,
    @Nullable String error,
    Object progress,
    Object result,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  static MirrorJobView of(MirrorJob job, MirrorProgress.View progress) {
    MirrorOrder order = job.order();
    return new MirrorJobView(
        job.id(),
        order.direction(),
        order.target(),
        order.place().toString(),
        order.local().toString(),
        order.repoFilter(),
        order.verify(),
        order.deleteExtra(),
        order.force(),
        job.state(),
        job.error(),
        progress,
        job.outcome(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt());
  }
}
