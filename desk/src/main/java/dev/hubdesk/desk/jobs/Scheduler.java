package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.plan.Plan;
import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which jobs run. Its monitor guards all jobs; whoever calls a method that does not take
/// it holds it already.
final class Scheduler implements JobRun.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final Map<String, LiveJob> jobs = new LinkedHashMap<>();
  private final JobRun.Tools tools;
  private final Supplier<Settings> settings;
  private final Clock clock;
  private final JobNews news;
  private final JobTicker ticker;
  private boolean closed;

  Scheduler(JobRun.Tools tools, Supplier<Settings> settings, Clock clock, JobListener listener) {
    this.tools = tools;
    this.settings = settings;
    this.clock = clock;
    this.news = new JobNews(listener, clock);
    this.ticker = new JobTicker(this, news);
  }

  synchronized void start() {
    for (Job job : tools.store().all()) {
      boolean interrupted = job.state() == JobState.RUNNING;
      Job next = interrupted ? job.requeued() : job;
      if (interrupted) {
        tools.store().update(next);
      }
      jobs.put(next.id(), new LiveJob(next, KeptFiles.of(next, tools.store())));
    }
    fit();
    ticker.start();
  }

  Collection<LiveJob> jobs() {
    return jobs.values();
  }

  LiveJob find(String id) {
    LiveJob live = jobs.get(id);
    if (live == null) {
      throw new FailureException(new Failure.NotFound("Job not found"));
    }
    return live;
  }

  LiveJob add(Job job) {
    refuseWhenClosed();
    tools.store().add(job);
    var live = new LiveJob(job, List.of());
    jobs.put(job.id(), live);
    news.changed(live, "created");
    fit();
    return live;
  }

  /// Lets a job wait for its turn.
  void queue(LiveJob live, UnaryOperator<Job> change) {
    refuseWhenClosed();
    become(live, change.apply(live.job()));
    news.changed(live, "queued");
    fit();
  }

  /// Takes a job out of the row, or stops its run.
  void halt(LiveJob live, UnaryOperator<Job> change, String event) {
    JobRun run = live.run();
    JobProgress progress = run == null ? null : run.progress();
    Job counted = live.job();
    if (progress != null) {
      Job.Counts now = counted.counts().arrived(progress.completedFiles(), progress.bytes());
      counted = counted.counted(now);
    }
    Job next = change.apply(counted);
    tools.store().update(next);
    live.leaveRun();
    live.become(next);
    if (run != null) {
      run.stop();
    }
    news.changed(live, event);
    fit();
  }

  void forget(LiveJob live) {
    if (live.job().state().isActive()) {
      throw new FailureException(
          new Failure.Conflict(
              "A " + live.job().state().text() + " job cannot be dismissed: cancel it first",
              null));
    }
    tools.store().remove(live.job());
    jobs.remove(live.job().id());
    news.removed(live);
  }

  DeskStatus status() {
    int running = 0;
    int queued = 0;
    int paused = 0;
    long speed = 0;
    for (LiveJob live : jobs.values()) {
      switch (live.job().state()) {
        case RUNNING -> running++;
        case QUEUED -> queued++;
        case PAUSED -> paused++;
        case COMPLETED, FAILED, CANCELLED -> {}
      }
      JobRun run = live.run();
      JobProgress progress = run == null ? null : run.progress();
      speed += progress == null ? 0 : progress.bytesPerSecond();
    }
    return new DeskStatus(running, queued, paused, speed);
  }

  /// Starts the oldest that wait while there is room; sends the newest back when there is too
  /// little.
  void fit() {
    List<LiveJob> running = in(JobState.RUNNING);
    int most = settings.get().maxActive();
    running.sort(Comparator.comparing(live -> live.job().createdAt()));
    while (running.size() > most) {
      requeue(running.removeLast());
    }
    List<LiveJob> waiting = in(JobState.QUEUED);
    for (int i = 0; i < waiting.size() && running.size() + i < most && !closed; i++) {
      run(waiting.get(i));
    }
  }

  private List<LiveJob> in(JobState state) {
    var found = new ArrayList<LiveJob>();
    jobs.values().stream().filter(live -> live.job().state() == state).forEach(found::add);
    return found;
  }

  private void requeue(LiveJob live) {
    JobRun run = live.run();
    live.leaveRun();
    become(live, live.job().requeued());
    if (run != null) {
      run.stop();
    }
    news.changed(live, "queued");
  }

  private void run(LiveJob live) {
    become(live, live.job().started(clock.instant()));
    var run = new JobRun(live.job().id(), tools, this, live.lastRun());
    live.runWith(run);
    news.changed(live, "started");
    run.start();
  }

  private void become(LiveJob live, Job next) {
    tools.store().update(next);
    live.become(next);
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new FailureException(new Failure.Unavailable("The Desk is stopping"));
    }
  }

  /// Notes how far the running jobs are, so that a crash forgets little.
  synchronized void note() {
    for (LiveJob live : jobs.values()) {
      JobRun run = live.run();
      JobProgress progress = run == null ? null : run.progress();
      if (progress != null && !closed) {
        Job job = live.job();
        become(
            live, job.counted(job.counts().arrived(progress.completedFiles(), progress.bytes())));
      }
    }
  }

  private @Nullable LiveJob own(JobRun run) {
    LiveJob live = jobs.get(run.id());
    return live != null && live.run() == run && !closed ? live : null;
  }

  @Override
  public synchronized @Nullable Job job(JobRun run) {
    LiveJob live = own(run);
    return live == null ? null : live.job();
  }

  @Override
  public synchronized void planned(JobRun run, Plan plan) {
    LiveJob live = own(run);
    if (live != null) {
      Job next =
          live.job()
              .planned(
                  plan.located().endpoint().base().toString(),
                  plan.located().commit(),
                  plan.files().size(),
                  plan.size());
      tools.store().plan(next, plan.files());
      live.become(next);
    }
  }

  @Override
  public synchronized JobProgress progress(JobRun run, List<PlannedFile> files) {
    LiveJob live = own(run);
    long floor = live == null ? 0 : live.job().counts().bytes();
    return new JobProgress(
        files,
        floor,
        System::nanoTime,
        (path, reason, wait) -> news.retrying(run.id(), path, reason, wait));
  }

  @Override
  public synchronized void completed(JobRun run) {
    LiveJob live = own(run);
    if (live != null) {
      live.leaveRun();
      end(live, live.job().completed(clock.instant()), "completed");
    }
  }

  @Override
  public synchronized void failed(JobRun run, Failure failure) {
    LiveJob live = own(run);
    if (live == null) {
      return;
    }
    live.leaveRun();
    if (failure instanceof Failure.StorageFull) {
      Job paused = live.job().paused("The disk is full: make room, then resume");
      settle(live, paused, () -> tools.store().update(paused));
      news.changed(live, "paused");
      fit();
    } else {
      end(live, live.job().failed(clock.instant(), failure.message()), "failed");
    }
  }

  private void end(LiveJob live, Job over, String event) {
    settle(live, over, () -> tools.store().end(over, clock.instant()));
    news.changed(live, event);
    fit();
  }

  /// What a run came to is so even where it cannot be written down; the next start finds out again.
  private static void settle(LiveJob live, Job next, Runnable write) {
    live.become(next);
    try {
      write.run();
    } catch (FailureException e) {
      LOG.error(
          "Job {} is {} and that could not be kept: {}", next.id(), next.state(), e.getMessage());
    }
  }

  void close() {
    var runs = new ArrayList<JobRun>();
    synchronized (this) {
      note();
      closed = true;
      for (LiveJob live : jobs.values()) {
        JobRun run = live.lastRun();
        if (run != null) {
          run.stop();
          runs.add(run);
        }
      }
    }
    ticker.close();
    try {
      for (JobRun run : runs) {
        run.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    tools.engines().close();
  }
}
