package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A push or a pull as it is kept. Its states are those of downloads.
///
/// @param error what ended or paused it, in words
/// @param outcome what has been done so far
record MirrorJob(
    String id,
    MirrorOrder order,
    JobState state,
    @Nullable String error,
    Outcome outcome,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  private static final int MARK_LENGTH = 8;

  static MirrorJob queued(String id, MirrorOrder order, Instant now) {
    return new MirrorJob(id, order, JobState.QUEUED, null, Outcome.NOTHING, now, null, null);
  }

  /// Eight hex digits in the names of its temporary files.
  String mark() {
    return id.substring(0, MARK_LENGTH);
  }

  MirrorJob started(Instant now) {
    return to(JobState.RUNNING, "started", Set.of(JobState.QUEUED), null, null)
        .with(outcome.again(), startedAt == null ? now : startedAt);
  }

  MirrorJob did(Outcome now) {
    return with(now, startedAt);
  }

  MirrorJob ended(Instant now) {
    boolean well = outcome.errors().isEmpty();
    return to(
        well ? JobState.COMPLETED : JobState.FAILED,
        "ended",
        Set.of(JobState.RUNNING),
        well ? null : outcome.errors().getFirst(),
        now);
  }

  MirrorJob failed(Instant now, String why) {
    return to(JobState.FAILED, "ended", Set.of(JobState.RUNNING), why, now);
  }

  MirrorJob paused(@Nullable String why) {
    return to(JobState.PAUSED, "paused", Set.of(JobState.QUEUED, JobState.RUNNING), why, null);
  }

  MirrorJob resumed() {
    return to(JobState.QUEUED, "resumed", Set.of(JobState.PAUSED), null, null);
  }

  MirrorJob retried() {
    return to(JobState.QUEUED, "retried", Set.of(JobState.FAILED, JobState.CANCELLED), null, null);
  }

  MirrorJob cancelled(Instant now) {
    return to(
        JobState.CANCELLED,
        "cancelled",
        Set.of(JobState.QUEUED, JobState.RUNNING, JobState.PAUSED),
        null,
        now);
  }

  private MirrorJob with(Outcome now, @Nullable Instant start) {
    return new MirrorJob(id, order, state, error, now, createdAt, start, endedAt);
  }

  private MirrorJob to(
      JobState next, String verb, Set<JobState> from, @Nullable String why, @Nullable Instant end) {
    if (!from.contains(state)) {
      throw new FailureException(
          new Failure.Conflict("A " + state.text() + " mirror job cannot be " + verb, null));
    }
    return new MirrorJob(id, order, next, why, outcome, createdAt, startedAt, end);
  }
}
