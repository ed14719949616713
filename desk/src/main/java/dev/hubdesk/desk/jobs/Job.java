package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A download as it is kept. Where it goes, and which endpoint and commit it takes its files from,
/// is settled when it is created and does not change afterwards.
///
/// @param destination where its files stand in the end
/// @param endpoint the address where the repository was found; null, like the commit, in a job of
///   an earlier version that has never run
/// @param error why it failed or was paused, in words
/// @param counts what has arrived, as last noted
public record Job(
    String id,
    DownloadRequest request,
    Destination destination,
    @Nullable String endpoint,
    @Nullable Oid commit,
    JobState state,
    @Nullable String error,
    Counts counts,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /// How much there is and how much has arrived.
  public record Counts(long totalFiles, long totalBytes, long completedFiles, long bytes) {

    /// Before anything is known.
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts arrived(long files, long arrived) {
      return new Counts(totalFiles, totalBytes, files, Math.min(arrived, totalBytes));
    }
  }

  /// A new job, waiting.
  static Job queued(
      String id, DownloadRequest request, Destination destination, Located located, Instant now) {
    return new Job(
        id,
        request,
        destination,
        located.endpoint().base().toString(),
        located.commit(),
        JobState.QUEUED,
        null,
        Counts.NONE,
        now,
        null,
        null);
  }

  /// Whether it waits or runs to bring this there.
  boolean isActive(DownloadRequest wanted, Destination where) {
    return state.isActive() && destination.equals(where) && request.isSame(wanted);
  }

  /// The folder that it fills.
  Path folder() {
    return switch (destination) {
      case Destination.HubCacheFolder cache ->
          new HubCache(cache.root()).repo(request.id()).folder();
      case Destination.FlatFolder flat -> flat.folder();
    };
  }

  Job started(Instant now) {
    return to(JobState.RUNNING, Set.of(JobState.QUEUED), "started", null)
        .times(startedAt == null ? now : startedAt, null);
  }

  Job planned(Located located, long files, long bytes) {
    var planned = new Counts(files, bytes, 0, 0);
    return new Job(
        id,
        request,
        destination,
        located.endpoint().base().toString(),
        located.commit(),
        state,
        error,
        planned,
        createdAt,
        startedAt,
        endedAt);
  }

  Job counted(Counts now) {
    return new Job(
        id,
        request,
        destination,
        endpoint,
        commit,
        state,
        error,
        now,
        createdAt,
        startedAt,
        endedAt);
  }

  Job paused(@Nullable String reason) {
    return to(JobState.PAUSED, Set.of(JobState.QUEUED, JobState.RUNNING), "paused", reason);
  }

  Job requeued() {
    return to(JobState.QUEUED, Set.of(JobState.RUNNING), "queued again", null);
  }

  Job resumed() {
    return to(JobState.QUEUED, Set.of(JobState.PAUSED), "resumed", null);
  }

  Job retried() {
    return to(JobState.QUEUED, Set.of(JobState.FAILED, JobState.CANCELLED), "retried", null)
        .counted(counts.arrived(0, 0))
        .times(null, null);
  }

  Job cancelled(Instant now) {
    return to(
            JobState.CANCELLED,
            Set.of(JobState.QUEUED, JobState.RUNNING, JobState.PAUSED),
            "cancelled",
            null)
        .times(startedAt, now);
  }

  Job completed(Instant now) {
    var all = counts.arrived(counts.totalFiles(), counts.totalBytes());
    return to(JobState.COMPLETED, Set.of(JobState.RUNNING), "completed", null)
        .counted(all)
        .times(startedAt, now);
  }

  Job failed(Instant now, String reason) {
    return to(JobState.FAILED, Set.of(JobState.RUNNING), "failed", reason).times(startedAt, now);
  }

  private Job times(@Nullable Instant start, @Nullable Instant end) {
    return new Job(
        id, request, destination, endpoint, commit, state, error, counts, createdAt, start, end);
  }

  private Job to(JobState next, Set<JobState> from, String verb, @Nullable String reason) {
    if (!from.contains(state)) {
      throw new FailureException(
          new Failure.Conflict("A " + state.text() + " job cannot be " + verb, null));
    }
    return new Job(
        id,
        request,
        destination,
        endpoint,
        commit,
        next,
        reason,
        counts,
        createdAt,
        startedAt,
        endedAt);
  }
}
