package dev.hubdesk.desk.jobs;

import dev.hubdesk.catalog.desk.Jobs;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.places.Places;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.desk.plan.PlanService;
import dev.hubdesk.desk.plan.PromptPlans;
import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.transfer.TransferEngine;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What people do with jobs. Every change is durable before it is answered and before anybody hears
/// of it.
public final class JobService implements AutoCloseable {

  /// The most jobs that are kept; those that are over may be dismissed.
  public static final int MAX_JOBS = 10_000;

  private static final int ID_BYTES = 6;

  private final JobBook book;
  private final PromptPlans plans;
  private final Scheduler scheduler;
  private final LiveTransports transports;
  private final Places places;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /// Takes up where the last process stopped: what was running goes on.
  ///
  /// @param prompt for whoever asks for a job
  /// @param plans for the jobs themselves, which have time
  /// @param owner names this Desk among all that may write to the same folders; outlasts the
  ///   process
  public JobService(
      Jobs rows,
      PromptPlans prompt,
      PlanService plans,
      Endpoints endpoints,
      Places places,
      Supplier<Settings> settings,
      RepoClaims claims,
      String owner,
      Clock clock,
      JobListener listener) {
    this.plans = prompt;
    this.places = places;
    this.clock = clock;
    var store = new JobStore(rows, endpoints);
    this.transports = new LiveTransports(settings);
    var tools =
        new JobRun.Tools(
            plans,
            endpoints,
            new TransferEngine(transports, owner),
            store,
            claims,
            new CacheRecords(clock, () -> settings.get().folders()));
    this.book = new JobBook(store);
    this.scheduler = new Scheduler(book, tools, settings, clock, listener);
    scheduler.start();
  }

  /// A job and whether it was there already.
  public record Created(JobView job, boolean duplicate) {}

  /// Adds a job, unless one that waits or runs brings the same to the same place. The repository is
  /// looked up first: what nobody has makes no job. Where it goes is settled before that, and for
  /// good.
  ///
  /// @throws FailureException with BadRequest, NotFound, RevisionNotFound, Forbidden, Upstream …;
  ///   Conflict when there are too many jobs
  public Created create(DownloadRequest request) throws InterruptedException {
    Destination destination = places.decide(request.place(), request.storedId());
    Optional<Created> known = active(request, destination);
    if (known.isPresent()) {
      return known.get();
    }
    Located located = plans.locate(request);
    synchronized (book) {
      return active(request, destination).orElseGet(() -> add(request, destination, located));
    }
  }

  /// Whether a download that waits or runs would write into the folder of a repository, whatever
  /// repository it comes from.
  public boolean wouldWrite(Path folder) {
    return wouldWrite(folder, _ -> true);
  }

  /// As [#wouldWrite], asked for one GGUF file of the repository.
  public boolean wouldWrite(Path folder, RepoPath path) {
    return wouldWrite(folder, request -> request.selection().takesModel(path));
  }

  private boolean wouldWrite(Path folder, Predicate<DownloadRequest> what) {
    Path real = RepoClaims.real(folder);
    return active().stream()
        .filter(job -> what.test(job.request()))
        .anyMatch(job -> RepoClaims.real(job.folder()).equals(real));
  }

  /// A copy, since disks are not to be asked under the book's monitor.
  private List<Job> active() {
    synchronized (book) {
      return book.all().stream().map(LiveJob::job).filter(job -> job.state().isActive()).toList();
    }
  }

  private Optional<Created> active(DownloadRequest request, Destination destination) {
    synchronized (book) {
      return book.all().stream()
          .filter(live -> live.job().isActive(request, destination))
          .findFirst()
          .map(live -> new Created(live.view(), true));
    }
  }

  private Created add(DownloadRequest request, Destination destination, Located located) {
    if (book.all().size() >= MAX_JOBS) {
      throw new FailureException(
          new Failure.Conflict("Too many jobs: dismiss some of those that are over", null));
    }
    Job job = Job.queued(newId(), request, destination, located, clock.instant());
    return new Created(scheduler.add(job).view(), false);
  }

  /// All jobs, the newest first.
  public List<JobView> list() {
    synchronized (book) {
      Collection<LiveJob> jobs = book.all();
      var views = new ArrayList<JobView>(jobs.size());
      jobs.forEach(live -> views.add(live.view()));
      return views.reversed();
    }
  }

  /// One job.
  ///
  /// @throws FailureException with NotFound
  public JobView get(String id) {
    synchronized (book) {
      return book.find(id).view();
    }
  }

  /// Stops it for now; a job that waits may be paused too.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void pause(String id) {
    synchronized (book) {
      scheduler.halt(book.find(id), job -> job.paused(null), "paused");
    }
  }

  /// Lets a paused job wait for its turn again.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void resume(String id) {
    synchronized (book) {
      scheduler.queue(book.find(id), Job::resumed);
    }
  }

  /// Lets a failed or cancelled job wait for its turn again; what is there is not fetched again.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void retry(String id) {
    synchronized (book) {
      scheduler.queue(book.find(id), Job::retried);
    }
  }

  /// Stops it for good: files that are whole stay, those that are not are removed. A retry begins
  /// them anew.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void cancel(String id) {
    synchronized (book) {
      scheduler.cancel(book.find(id));
    }
  }

  /// Forgets a job that neither waits nor runs, and what it has not brought to an end.
  ///
  /// @throws FailureException with NotFound, Conflict
  public void dismiss(String id) {
    synchronized (book) {
      scheduler.forget(book.find(id));
    }
  }

  /// The folders of what waits, runs or is paused: nobody else may tidy up there.
  public Set<Path> unfinishedFolders() {
    synchronized (book) {
      return book.all().stream()
          .map(LiveJob::job)
          .filter(job -> !job.state().isOver())
          .map(Job::folder)
          .collect(Collectors.toSet());
    }
  }

  /// How busy the Desk is.
  public DeskStatus status() {
    synchronized (book) {
      return book.status();
    }
  }

  /// Applies another number of jobs that may run at once, and another limit of their speed.
  public void settingsChanged() {
    transports.settingsChanged();
    synchronized (book) {
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
    transports.close();
  }
}
