package dev.hubdesk.desk.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job with what is known of it only while the Desk runs. Guarded by the scheduler's lock.
final class LiveJob {

  private Job job;
  private @Nullable JobRun run;
  private @Nullable JobRun lastRun;
  private List<FileProgress> files;

  LiveJob(Job job, List<FileProgress> files) {
    this.job = job;
    this.files = files;
  }

  Job job() {
    return job;
  }

  void become(Job next) {
    job = next;
  }

  /// The run that may still change this job; null when there is none.
  @Nullable JobRun run() {
    return run;
  }

  /// The newest run, which may still be ending.
  @Nullable JobRun lastRun() {
    return lastRun;
  }

  void runWith(JobRun next) {
    run = next;
    lastRun = next;
  }

  /// Takes over what the run has brought and ends its say.
  void leaveRun() {
    JobRun left = run;
    if (left != null) {
      JobProgress progress = left.progress();
      if (progress != null) {
        files = progress.told();
        job = job.counted(job.counts().arrived(progress.completedFiles(), progress.bytes()));
      }
      run = null;
    }
  }

  JobView view() {
    JobRun current = run;
    JobProgress progress = current == null ? null : current.progress();
    Job.Counts counts = job.counts();
    if (progress == null) {
      String phase = current == null ? null : "planning";
      return JobView.of(job, phase, progress(counts, 0, 0), files);
    }
    Job.Counts now = counts.arrived(progress.completedFiles(), progress.bytes());
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
