package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.jobs.JobState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What came of a push or a pull that was waited for.
///
/// @param job null for a dry run
@JsonInclude(JsonInclude.Include.NON_NULL)
record MirrorAnswer(
    boolean success,
    boolean dryRun,
    long copied,
    long copiedFiles,
    long copiedSize,
    String copiedSizeHuman,
    long mended,
    long deleted,
    long deletedSize,
    String deletedSizeHuman,
    List<String> repos,
    List<String> errors,
    String message,
    @Nullable String job,
    @Nullable JobState status) {

  static MirrorAnswer dryRun(Outcome outcome) {
    String message =
        String.format(
            Locale.ROOT,
            "Would copy %d repositories (%s) and delete %d",
            outcome.copied(),
            Sizes.human(outcome.copiedSize()),
            outcome.deleted());
    return of(outcome.errors().isEmpty(), true, outcome, outcome.errors(), message, null);
  }

  static MirrorAnswer of(MirrorJob job) {
    Outcome outcome = job.outcome();
    String error = job.error();
    List<String> errors =
        outcome.errors().isEmpty() && error != null ? List.of(error) : outcome.errors();
    return of(job.state() == JobState.COMPLETED, false, outcome, errors, message(job), job);
  }

  private static String message(MirrorJob job) {
    Outcome outcome = job.outcome();
    String done =
        String.format(
            Locale.ROOT,
            "Copied %d repositories (%s), deleted %d",
            outcome.copied(),
            Sizes.human(outcome.copiedSize()),
            outcome.deleted());
    return switch (job.state()) {
      case COMPLETED -> done;
      case PAUSED -> "Paused. " + done;
      case CANCELLED -> "Cancelled. " + done;
      case QUEUED, RUNNING, FAILED -> "Not everything was mirrored. " + done;
    };
  }

  private static MirrorAnswer of(
      boolean success,
      boolean dryRun,
      Outcome outcome,
      List<String> errors,
      String message,
      @Nullable MirrorJob job) {
    return new MirrorAnswer(
        success,
        dryRun,
        outcome.copied(),
        outcome.copiedFiles(),
        outcome.copiedSize(),
        Sizes.human(outcome.copiedSize()),
        outcome.mended(),
        outcome.deleted(),
        outcome.deletedSize(),
        Sizes.human(outcome.deletedSize()),
        outcome.repos(),
        errors,
        message,
        job == null ? null : job.id(),
        job == null ? null : job.state());
  }
}
