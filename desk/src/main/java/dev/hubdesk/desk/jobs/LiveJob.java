package dev.hubdesk.desk.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job with what is known of it only while the Desk runs. Guarded by the book's monitor.
final class LiveJob {

  private Job job;
  private @Nullable JobRun run;
  private @Nullable JobRun lastRun;
  private PartialSweep.@Nullable Ticket cleaning;
  private long startOrder;
  private List<FileProgress> files;

  LiveJob(Job job, List<FileProgress> files) {
    this.job = job;
    this.files = files;
  }

  Job job() {
    return job;
  }

  /// What it is from now on. Where that is not running, a run loses its say.
  void become(Job next) {
    if (next.state() != JobState.RUNNING) {
      leaveRun();
    }
    job = next;
  }

  /// The job with what has arrived by now.
  Job counted() {
    JobProgress progress = progress();
    return progress == null
        ? job
        : job.counted(job.counts().arrived(progress.completedFiles(), progress.bytes()));
  }

  /// How far the run is; null where there is none, or no plan yet.
  @Nullable JobProgress progress() {
    JobRun current = run;
    return current == null ? null : current.progress();
  }

  /// The run that may still change this job; null when there is none.
  @Nullable JobRun run() {
    return run;
  }

  /// The newest run, which may still be ending.
  @Nullable JobRun lastRun() {
    return lastRun;
  }

  void runWith(JobRun next, long order) {
    run = next;
    lastRun = next;
    startOrder = order;
    cleaning = null;
  }

  /// Which of all runs of this process the newest is.
  long startOrder() {
    return startOrder;
  }

  /// What it has begun is being removed.
  void cleanedBy(PartialSweep.Ticket ticket) {
    cleaning = ticket;
  }

  /// What must have ended before it runs again.
  JobRun.Before before() {
    PartialSweep.Ticket ticket = cleaning;
    JobRun last = lastRun;
    return () -> {
      if (ticket != null) {
        ticket.await();
      } else if (last != null) {
        last.join();
      }
    };
  }

  private void leaveRun() {
    JobProgress progress = progress();
    if (progress != null) {
      files = progress.told();
    }
    run = null;
  }

  JobView view() {
    JobProgress progress = progress();
    if (progress == null) {
      String phase = run == null ? null : "planning";
      return JobView.of(job, phase, progress(job.counts(), 0, 0), files);
    }
    Job.Counts now = counted().counts();
    return JobView.of(
        job,
        progress.isFinalizing() ? "finalizing" : null,
        progress(now, progress.bytesPerSecond(), progress.etaSeconds(now.totalBytes())),
        progress.told());
  }

  private static JobView.ProgressView progress(Job.Counts counts, long speed, long eta) {
    return new JobView.ProgressView(
        counts.totalFiles(),
        counts.completedFiles(),
        counts.totalBytes(),
        counts.bytes(),
        speed,
        eta);
  }
}
