package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.places.SnapshotPlaces;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.SnapshotPlace;
import dev.hubdesk.desk.transfer.SnapshotPlan;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what jobs have begun and will not end: the partial files of exactly those jobs, one job
/// after the other, behind whoever cancelled them. A row remembers each until it is done, so that
/// the next process does what this one does not.
final class PartialSweep {

  private static final Logger LOG = LoggerFactory.getLogger(PartialSweep.class);

  private final JobRun.Tools tools;
  private final Queue<Ticket> waiting = new ArrayDeque<>();
  private @Nullable Thread thread;
  private boolean closed;

  PartialSweep(JobRun.Tools tools) {
    this.tools = tools;
  }

  /// Takes a job on.
  ///
  /// @param last its run, which may still be ending
  synchronized Ticket add(Job job, @Nullable JobRun last) {
    var ticket = new Ticket(job, last);
    waiting.add(ticket);
    if (thread == null && !closed) {
      thread = Thread.ofVirtual().name("partial-sweep").start(this::work);
    }
    return ticket;
  }

  private synchronized Optional<Ticket> next() {
    Ticket next = closed ? null : waiting.poll();
    if (next == null) {
      thread = null;
    }
    return Optional.ofNullable(next);
  }

  private void work() {
    for (var next = next(); next.isPresent(); next = next()) {
      Ticket ticket = next.get();
      try {
        ticket.awaitRun();
        clean(ticket.job);
      } catch (InterruptedException _) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("What job {} had begun could not be removed: {}", ticket.job.id(), e.getMessage());
      } finally {
        ticket.done.countDown();
      }
    }
  }

  /// Where somebody deletes or rebuilds the folder, the next process looks again.
  private void clean(Job job) throws IOException {
    Optional<Claim> claim =
        tools.claims().tryShare(job.folder(), "partial files are being removed");
    if (claim.isEmpty()) {
      return;
    }
    try (Claim _ = claim.get()) {
      Oid commit = job.commit();
      String endpoint = job.endpoint();
      if (commit != null && endpoint != null) {
        clean(job, endpoint, commit);
      }
      if (!isClosed()) {
        tools.store().cleaned(job);
      }
    }
  }

  private void clean(Job job, String endpoint, Oid commit) throws IOException {
    PlanFiles files = tools.store().files(job);
    var revision = new Revision(job.request().revision());
    HubEndpoint nobody = HubEndpoint.anonymous(endpoint);
    var plan = new SnapshotPlan(nobody, job.request().id(), revision, commit, files);
    SnapshotPlace place = SnapshotPlaces.of(job.destination(), plan);
    for (PlannedFile file : files) {
      if (isClosed()) {
        return;
      }
      Path bytes = place.bytes(file);
      if (tools.engine().hasBegun(bytes) && !tools.store().isWanted(job, file)) {
        tools.engine().discard(bytes);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Ends soon; what is left is for the next process.
  void close() throws InterruptedException {
    Thread working;
    synchronized (this) {
      closed = true;
      working = thread;
    }
    if (working != null) {
      working.join();
    }
  }

  /// One job's turn.
  static final class Ticket {

    private final Job job;
    private final @Nullable JobRun last;
    private final CountDownLatch done = new CountDownLatch(1);

    private Ticket(Job job, @Nullable JobRun last) {
      this.job = job;
      this.last = last;
    }

    private void awaitRun() throws InterruptedException {
      if (last != null) {
        last.join();
      }
    }

    /// Waits until nothing of the job is there, or has been given up.
    void await() throws InterruptedException {
      done.await();
    }
  }
}
