package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which jobs run: the oldest, as many as the settings allow. Whoever calls a method that
/// changes a job holds the book's monitor.
final class Scheduler {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final JobBook book;
  private final JobRun.Tools tools;
  private final Supplier<Settings> settings;
  private final Clock clock;
  private final JobNews news;
  private final JobTicker ticker;
  private final RunReports reports;
  private final PartialSweep sweep;
  private long starts;

  Scheduler(
      JobBook book,
      JobRun.Tools tools,
      Supplier<Settings> settings,
      Clock clock,
      JobListener listener) {
    this.book = book;
    this.tools = tools;
    this.settings = settings;
    this.clock = clock;
    this.news = new JobNews(listener, clock);
    this.ticker = new JobTicker(book, news);
    this.sweep = new PartialSweep(tools);
    this.reports = new RunReports(book, tools.store(), news, clock, this::fit);
  }

  void start() {
    synchronized (book) {
      for (Job job : book.open()) {
        PartialSweep.Ticket ticket = sweep.add(job, null);
        book.known(job.id()).ifPresent(live -> live.cleanedBy(ticket));
      }
      fit();
    }
    tools.claims().onRelease(this::fitAgain);
    ticker.start();
  }

  LiveJob add(Job job) {
    refuseWhenClosed();
    LiveJob live = book.add(job);
    news.changed(live, "created");
    fit();
    return live;
  }

  /// Lets a job wait for its turn.
  void queue(LiveJob live, UnaryOperator<Job> change) {
    refuseWhenClosed();
    book.change(live, change.apply(live.job()));
    news.changed(live, "queued");
    fit();
  }

  /// Takes a job out of the row, or stops its run.
  void halt(LiveJob live, UnaryOperator<Job> change, String event) {
    withdraw(live, change, event);
    fit();
  }

  void forget(LiveJob live) {
    if (live.job().state().isActive()) {
      throw new FailureException(
          new Failure.Conflict(
              "A " + live.job().state().text() + " job cannot be dismissed: cancel it first",
              null));
    }
    if (live.job().state() == JobState.COMPLETED) {
      book.remove(live);
    } else {
      book.leaveForGood(live);
      sweep.add(live.job(), live.lastRun());
    }
    news.removed(live);
  }

  /// Ends a job for good: what it has begun goes, whole files stay.
  void cancel(LiveJob live) {
    JobRun run = live.run();
    book.leave(live, live.counted().cancelled(clock.instant()));
    if (run != null) {
      run.stop();
    }
    live.cleanedBy(sweep.add(live.job(), live.lastRun()));
    news.changed(live, "cancelled");
    fit();
  }

  /// Starts the oldest that wait while there is room; sends the newest back when there is too
  /// little.
  void fit() {
    List<LiveJob> running = book.in(JobState.RUNNING);
    int most = settings.get().maxActive();
    running.sort(Comparator.comparingLong(LiveJob::startOrder));
    while (running.size() > most) {
      withdraw(running.removeLast(), Job::requeued, "queued");
    }
    int room = most - running.size();
    for (LiveJob live : book.in(JobState.QUEUED)) {
      if (room > 0 && !book.isClosed() && run(live)) {
        room--;
      }
    }
  }

  private void fitAgain() {
    try {
      synchronized (book) {
        fit();
      }
    } catch (FailureException e) {
      LOG.warn("Waiting jobs could not be started: {}", e.getMessage());
    }
  }

  private void withdraw(LiveJob live, UnaryOperator<Job> change, String event) {
    JobRun run = live.run();
    book.change(live, change.apply(live.counted()));
    if (run != null) {
      run.stop();
    }
    news.changed(live, event);
  }

  /// Starts it, unless somebody deletes or rebuilds what it would write: it waits until that ends.
  private boolean run(LiveJob live) {
    Optional<Claim> claim = tools.claims().tryShare(live.job().folder(), "it is being downloaded");
    if (claim.isEmpty()) {
      return false;
    }
    try {
      book.change(live, live.job().started(clock.instant()));
    } catch (RuntimeException e) {
      claim.get().close();
      throw e;
    }
    var run = new JobRun(live.job().id(), tools, reports, live.before(), claim.get());
    starts++;
    live.runWith(run, starts);
    news.changed(live, "started");
    run.start();
    return true;
  }

  private void refuseWhenClosed() {
    if (book.isClosed()) {
      throw new FailureException(new Failure.Unavailable("The Desk is stopping"));
    }
  }

  /// Stops the runs and waits for them. Takes the book's monitor itself.
  void close() {
    List<JobRun> runs = stopAll();
    ticker.close();
    try {
      for (JobRun run : runs) {
        run.join();
      }
      sweep.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<JobRun> stopAll() {
    var runs = new ArrayList<JobRun>();
    synchronized (book) {
      book.note();
      book.close();
      for (LiveJob live : book.all()) {
        JobRun run = live.lastRun();
        if (run != null) {
          run.stop();
          runs.add(run);
        }
      }
    }
    return runs;
  }
}
