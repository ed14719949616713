package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.api.DeskErrors;
import dev.hubdesk.desk.plan.Plan;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.TransferSettings;
import dev.hubdesk.protocol.Failure;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a job by what its run reports.
final class RunReports implements JobRun.Owner {

  private final JobBook book;
  private final JobStore store;
  private final JobNews news;
  private final Clock clock;
  private final Runnable roomMade;

  /// @param roomMade called with the book's monitor held when a run has ended
  RunReports(JobBook book, JobStore store, JobNews news, Clock clock, Runnable roomMade) {
    this.book = book;
    this.store = store;
    this.news = news;
    this.clock = clock;
    this.roomMade = roomMade;
  }

  @Override
  public @Nullable Job job(JobRun run) {
    synchronized (book) {
      return book.isCurrent(run) ? book.find(run.id()).job() : null;
    }
  }

  @Override
  public void planned(JobRun run, Plan plan) {
    synchronized (book) {
      if (!book.isCurrent(run)) {
        return;
      }
      LiveJob live = book.find(run.id());
      Job next = live.job().planned(plan.located(), plan.files().size(), plan.size());
      store.plan(next, plan.files());
      live.become(next);
    }
  }

  @Override
  public JobProgress progress(JobRun run, List<PlannedFile> files) {
    synchronized (book) {
      long floor = book.isCurrent(run) ? book.find(run.id()).job().counts().bytes() : 0;
      return new JobProgress(
          files,
          floor,
          System::nanoTime,
          (path, reason, wait) -> news.retrying(run.id(), path, reason, wait));
    }
  }

  @Override
  public void completed(JobRun run) {
    synchronized (book) {
      if (book.isCurrent(run)) {
        LiveJob live = book.find(run.id());
        end(live, live.counted().completed(clock.instant()), "completed");
      }
    }
  }

  /// A full disk is no failure: the job waits until there is room.
  @Override
  public void failed(JobRun run, Failure failure) {
    synchronized (book) {
      if (!book.isCurrent(run)) {
        return;
      }
      LiveJob live = book.find(run.id());
      Job job = live.counted();
      if (failure instanceof Failure.StorageFull) {
        end(live, job.paused(full(job, failure) + ". Make room, then resume"), "paused");
      } else {
        String reason = FailureText.of(job.endpoint(), job.request().id(), failure);
        end(live, job.failed(clock.instant(), reason), "failed");
      }
    }
  }

  /// What the whole job needs, where the failure knows only of one file.
  private static String full(Job job, Failure failure) {
    if (failure.equals(new Failure.StorageFull())) {
      return DeskErrors.text(failure); // the Desk's database, not the cache
    }
    Job.Counts counts = job.counts();
    return "No space left in "
        + job.destination().root()
        + ": "
        + Sizes.human(counts.totalBytes() - counts.bytes())
        + " are still to come, and "
        + Sizes.human(TransferSettings.FREE_SPACE)
        + " must stay free";
  }

  private void end(LiveJob live, Job next, String event) {
    book.settle(live, next, clock.instant());
    news.changed(live, event);
    roomMade.run();
  }
}
