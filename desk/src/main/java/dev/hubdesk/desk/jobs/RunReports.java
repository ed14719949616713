package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.DiskTrouble;
import dev.hubdesk.desk.api.DeskErrors;
import dev.hubdesk.desk.plan.Plan;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.TransferSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
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

  /// The files are written before the monitor is taken: there may be many.
  @Override
  public void planned(JobRun run, Plan plan) {
    store.plan(run.id(), plan.files());
    synchronized (book) {
      if (book.isCurrent(run)) {
        LiveJob live = book.find(run.id());
        book.change(live, live.job().planned(plan.located(), plan.files().size(), plan.size()));
      }
    }
  }

  @Override
  public JobProgress progress(JobRun run, List<PlannedFile> first, int totalFiles) {
    synchronized (book) {
      if (!book.isCurrent(run)) {
        return new JobProgress(first, totalFiles, 0, System::nanoTime, FileNews.NONE);
      }
      Job job = book.find(run.id()).job();
      var jobNews = new NewsOfJob(job.id(), job.request().repo());
      return new JobProgress(first, totalFiles, job.counts().bytes(), System::nanoTime, jobNews);
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
        end(live, job.paused(full(job, failure)), "paused");
      } else {
        String reason = FailureText.of(job.endpoint(), job.request().id(), failure);
        end(live, job.failed(clock.instant(), reason), "failed");
      }
    }
  }

  private static String full(Job job, Failure failure) {
    if (failure.equals(new Failure.StorageFull())) {
      // The Desk's database, not the destination.
      return DeskErrors.text(failure) + ". Make room, then resume";
    }
    Job.Counts counts = job.counts();
    long missing = counts.totalBytes() - counts.bytes();
    return DiskTrouble.full(job.destination().root(), missing, TransferSettings.FREE_SPACE);
  }

  @Override
  public void unwritable(JobRun run, IOException failure) {
    synchronized (book) {
      if (book.isCurrent(run)) {
        LiveJob live = book.find(run.id());
        Job job = live.counted();
        String reason = DiskTrouble.unwritable(job.destination().root(), failure);
        end(live, job.paused(reason), "paused");
      }
    }
  }

  private void end(LiveJob live, Job next, String event) {
    book.settle(live, next, clock.instant());
    news.changed(live, event);
    roomMade.run();
  }

  /// Tells of the files of one job.
  private final class NewsOfJob implements FileNews {

    private final String id;
    private final String repo;

    NewsOfJob(String id, String repo) {
      this.id = id;
      this.repo = repo;
    }

    @Override
    public void retrying(RepoPath path, String reason, Duration wait) {
      news.retrying(id, repo, path, reason, wait);
    }

    @Override
    public void happened(String level, String event, OfFile file, @Nullable String why) {
      news.file(level, event, id, repo, file, why);
    }
  }
}
