package dev.hubdesk.desk.jobs;

import dev.hubdesk.catalog.desk.Jobs;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.desk.plan.PlanService;
import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/// What people do with jobs. Every change is durable before it is answered and before anybody hears
/// of it.
public final class JobService implements AutoCloseable {

  /// The most jobs that are kept; those that are over may be dismissed.
  public static final int MAX_JOBS = 10_000;

  private static final int ID_BYTES = 6;

  private final Scheduler scheduler;
  private final Supplier<Settings> settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /// Takes up where the last process stopped: what was running goes on.
  public JobService(
      Jobs rows,
      PlanService plans,
      Endpoints endpoints,
      Supplier<Settings> settings,
      Clock clock,
      JobListener listener) {
    this.settings = settings;
    this.clock = clock;
    var store = new JobStore(rows, endpoints);
    var tools = new JobRun.Tools(plans, endpoints, new Engines(settings), store);
    this.scheduler = new Scheduler(tools, settings, clock, listener);
    scheduler.start();
  }

  /// A job and whether it was there already.
  public record Created(JobView job, boolean duplicate) {}

  /// Adds a job, unless one that waits or runs brings the same to the same place.
  public Created create(DownloadRequest request) {
    synchronized (scheduler) {
      Settings now = settings.get();
      for (LiveJob live : scheduler.jobs()) {
        Job job = live.job();
        if (job.state().isActive()
            && job.destination().equals(now.cacheDir())
            && job.request().isSame(request)) {
          return new Created(live.view(), true);
        }
      }
      if (scheduler.jobs().size() >= MAX_JOBS) {
        throw new FailureException(
            new Failure.Conflict("Too many jobs: dismiss some of those that are over", null));
      }
      Job job = Job.queued(newId(), request, now.cacheDir(), clock.instant());
      return new Created(scheduler.add(job).view(), false);
    }
  }

  /// All jobs, the newest first.
  public List<JobView> list() {
    synchronized (scheduler) {
      Collection<LiveJob> jobs = scheduler.jobs();
      var views = new ArrayList<JobView>(jobs.size());
      jobs.forEach(live -> views.add(live.view()));
      return views.reversed();
    }
  }

  /// One job.
  ///
  /// @throws FailureException with NotFound
  public JobView get(String id) {
    synchronized (scheduler) {
      return scheduler.find(id).view();
    }
  }

  /// Stops it for now; a job that waits may be paused too.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void pause(String id) {
    synchronized (scheduler) {
      scheduler.halt(scheduler.find(id), job -> job.paused(null), "paused");
    }
  }

  /// Lets a paused job wait for its turn again.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void resume(String id) {
    synchronized (scheduler) {
      scheduler.queue(scheduler.find(id), Job::resumed);
    }
  }

  /// Lets a failed or cancelled job wait for its turn again; what has arrived is kept.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void retry(String id) {
    synchronized (scheduler) {
      scheduler.queue(scheduler.find(id), Job::retried);
    }
  }

  /// Stops it for good; what has arrived is kept for a retry.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void cancel(String id) {
    synchronized (scheduler) {
      scheduler.halt(scheduler.find(id), job -> job.cancelled(clock.instant()), "cancelled");
    }
  }

  /// Forgets a job that neither waits nor runs.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void dismiss(String id) {
    synchronized (scheduler) {
      scheduler.forget(scheduler.find(id));
    }
  }

  /// How busy the Desk is.
  public DeskStatus status() {
    synchronized (scheduler) {
      return scheduler.status();
    }
  }

  /// Applies another number of jobs that may run at once.
  public void settingsChanged() {
    synchronized (scheduler) {
      scheduler.fit();
    }
  }

  private String newId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Stops what runs, without changing what it is: the next process takes it up.
  @Override
  public void close() {
    scheduler.close();
  }
}
