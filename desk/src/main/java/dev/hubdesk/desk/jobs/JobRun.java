package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.places.SnapshotPlaces;
import dev.hubdesk.desk.plan.Plan;
import dev.hubdesk.desk.plan.PlanService;
import dev.hubdesk.desk.transfer.CancelSignal;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.SnapshotDownload;
import dev.hubdesk.desk.transfer.SnapshotPlace;
import dev.hubdesk.desk.transfer.SnapshotPlan;
import dev.hubdesk.desk.transfer.TransferEngine;
import dev.hubdesk.desk.transfer.TransferStoppedException;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One go at a job, on a virtual thread of its own: makes the plan if there is none, then brings
/// what is missing. A run that was stopped ends without a word; it was decided already.
final class JobRun {

  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private final String id;
  private final Tools tools;
  private final Owner owner;
  private final CancelSignal stop = new CancelSignal();
  private final Thread thread;
  private final Before before;
  private final Claim claim;
  private volatile @Nullable JobProgress progress;
  private boolean interruptible;

  /// What every run needs.
  record Tools(
      PlanService plans,
      Endpoints endpoints,
      TransferEngine engine,
      JobStore store,
      RepoClaims claims,
      CacheRecords records) {}

  /// Who decides what the job becomes. Ignores a run that is no longer the job's own.
  interface Owner {

    /// The job now; null when the run has lost its say.
    @Nullable Job job(JobRun run);

    /// The plan is made and kept.
    void planned(JobRun run, Plan plan);

    /// Counts the run's bytes.
    ///
    /// @param first files of the plan
    JobProgress progress(JobRun run, List<PlannedFile> first, int totalFiles);

    /// All is here.
    void completed(JobRun run);

    /// It cannot go on.
    void failed(JobRun run, Failure failure);

    /// This machine's disk refuses: it may go on when somebody has seen to that.
    void unwritable(JobRun run, IOException failure);
  }

  /// What must have ended before a run begins.
  interface Before {
    void await() throws InterruptedException;
  }

  /// @param claim on the job's folder; the run ends it
  JobRun(String id, Tools tools, Owner owner, Before before, Claim claim) {
    this.id = id;
    this.tools = tools;
    this.owner = owner;
    this.before = before;
    this.claim = claim;
    this.thread = Thread.ofVirtual().name("job-" + id).unstarted(this::run);
  }

  String id() {
    return id;
  }

  @Nullable JobProgress progress() {
    return progress;
  }

  void start() {
    thread.start();
  }

  /// Stops it soon; returns at once.
  void stop() {
    stop.cancel();
    synchronized (this) {
      if (interruptible) {
        thread.interrupt();
      }
    }
  }

  void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try (claim) {
      before.await();
      work();
    } catch (TransferStoppedException _) {
      LOG.debug("Job {} stopped", id);
    } catch (FailureException e) {
      owner.failed(this, e.failure());
    } catch (IOException e) {
      LOG.warn("Job {} failed on this machine's disk", id, e);
      owner.unwritable(this, e);
    } catch (InterruptedException _) {
      owner.failed(this, new Failure.Unavailable("The download was interrupted"));
    } catch (RuntimeException | Error e) {
      // Whatever it was, the job must not stay "running" and keep its place.
      LOG.error("Job {} failed", id, e);
      owner.failed(this, new Failure.Unavailable("The download failed on a defect of the Desk"));
    }
  }

  private void work() throws IOException, InterruptedException {
    Job job = owner.job(this);
    if (job != null && !tools.store.hasPlan(job)) {
      Plan plan = makePlan(job);
      tools.records.planned(job, plan);
      owner.planned(this, plan);
      job = owner.job(this);
    }
    if (job == null) {
      return;
    }
    Oid commit = job.commit();
    String endpoint = job.endpoint();
    if (commit == null || endpoint == null) {
      throw new IllegalStateException("a job has a commit and no endpoint");
    }
    PlanFiles files = tools.store.files(job);
    List<PlannedFile> first = tools.store.files(job, FileProgress.MAX_TOLD);
    progress = owner.progress(this, first, files.count());
    var revision = new Revision(job.request().revision());
    var plan =
        new SnapshotPlan(
            tools.endpoints.named(endpoint), job.request().id(), revision, commit, files);
    SnapshotPlace place = SnapshotPlaces.of(job.destination(), plan);
    new SnapshotDownload(tools.engine, place, job.request().adoptPartials())
        .run(plan, counting(), stop);
    tools.records.completed(job, commit, files.until(stop), stop);
    owner.completed(this);
  }

  private JobProgress counting() {
    JobProgress counting = progress;
    if (counting == null) {
      throw new IllegalStateException("no plan yet");
    }
    return counting;
  }

  private Plan makePlan(Job job) throws InterruptedException {
    setInterruptible(true);
    try {
      Plan plan = tools.plans.plan(located(job), job.request());
      if (plan.files().isEmpty() && !job.request().filters().isEmpty()) {
        throw new FailureException(
            new Failure.BadRequest("No file of the repository matches the filters"));
      }
      return plan;
    } catch (InterruptedException e) {
      stop.check();
      throw e;
    } finally {
      setInterruptible(false);
    }
  }

  private Located located(Job job) throws InterruptedException {
    Oid commit = job.commit();
    String endpoint = job.endpoint();
    if (commit == null || endpoint == null) {
      return tools.plans.locate(job.request());
    }
    var revision = new Revision(job.request().revision());
    return new Located(tools.endpoints.named(endpoint), job.request().id(), revision, commit);
  }

  /// Only the network may be interrupted, not a statement to the database.
  private void setInterruptible(boolean on) {
    synchronized (this) {
      interruptible = on;
      if (!on) {
        Thread.interrupted();
      }
    }
    stop.check();
  }
}
