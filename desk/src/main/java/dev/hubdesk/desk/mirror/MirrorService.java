package dev.hubdesk.desk.mirror;

import dev.hubdesk.catalog.desk.MirrorJobs;
import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pushes and pulls as jobs, one at a time, the oldest first. What a killed process was doing goes
/// on with the next.
public final class MirrorService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MirrorService.class);
  private static final int ID_BYTES = 6;

  private final MirrorBook book;
  private final RepoClaims claims;
  private final Clock clock;
  private final Consumer<MirrorJobView> listener;
  private final SecureRandom random = new SecureRandom();
  private final Thread worker = Thread.ofPlatform().name("mirror").unstarted(this::work);
  private @Nullable Running running;
  private boolean closed;

  private record Running(String id, MirrorProgress progress) {}

  /// @param listener hears of every change, and of progress now and then; must be quick
  public MirrorService(
      MirrorJobs rows, RepoClaims claims, Clock clock, Consumer<MirrorJobView> listener) {
    this.book = new MirrorBook(new MirrorJobStore(rows));
    this.claims = claims;
    this.clock = clock;
    this.listener = listener;
    worker.start();
  }

  /// Adds a job; the sides are looked at first.
  ///
  /// @throws FailureException with BadRequest when they cannot be mirrored, Conflict when too many
  ///   jobs wait
  MirrorJobView create(MirrorOrder order) throws IOException {
    order.sides();
    synchronized (this) {
      refuseWhenClosed();
      book.makeRoom();
      var bytes = new byte[ID_BYTES];
      random.nextBytes(bytes);
      String id = HexFormat.of().formatHex(bytes);
      return put(MirrorJob.queued(id, order, clock.instant()));
    }
  }

  /// All jobs, the newest first.
  synchronized List<MirrorJobView> list() {
    List<MirrorJobView> views = new ArrayList<>();
    book.all().forEach(job -> views.add(view(job)));
    return views.reversed();
  }

  /// One job.
  ///
  /// @throws FailureException with NotFound
  synchronized MirrorJobView get(String id) {
    return view(book.find(id));
  }

  /// Waits until a job neither waits nor runs.
  ///
  /// @throws FailureException with NotFound when it was dismissed meanwhile, Unavailable when the
  ///   Desk stops; the job goes on when it starts again
  synchronized MirrorJob await(String id) throws InterruptedException {
    while (book.find(id).state().isActive()) {
      refuseWhenClosed();
      wait();
    }
    return book.find(id);
  }

  /// Stops it for now; finished files stay.
  synchronized void pause(String id) {
    halt(id, job -> job.paused(null));
  }

  /// Lets a paused job wait for its turn again.
  synchronized void resume(String id) {
    put(book.find(id).resumed());
  }

  /// Lets a failed or cancelled job wait for its turn again.
  synchronized void retry(String id) {
    put(book.find(id).retried());
  }

  /// Stops it for good; finished files stay.
  synchronized void cancel(String id) {
    halt(id, job -> job.cancelled(clock.instant()));
  }

  /// Forgets a job that neither waits nor runs.
  ///
  /// @throws FailureException with NotFound, Conflict
  synchronized void dismiss(String id) {
    MirrorJob job = book.find(id);
    if (job.state().isActive()) {
      throw new FailureException(
          new Failure.Conflict(
              "A " + job.state().text() + " mirror job cannot be dismissed: cancel it first",
              null));
    }
    book.forget(job);
  }

  private void halt(String id, UnaryOperator<MirrorJob> change) {
    put(change.apply(book.find(id)));
    Running now = running;
    if (now != null && now.id.equals(id)) {
      now.progress.stop();
    }
  }

  private MirrorJobView put(MirrorJob job) {
    book.put(job);
    return tell(job);
  }

  private void settle(MirrorJob job) {
    book.settle(job);
    tell(job);
  }

  private MirrorJobView tell(MirrorJob job) {
    MirrorJobView view = view(job);
    listener.accept(view);
    notifyAll();
    return view;
  }

  private MirrorJobView view(MirrorJob job) {
    Running now = running;
    return MirrorJobView.of(
        job,
        now != null && now.id.equals(job.id()) ? now.progress.view() : MirrorProgress.View.NONE);
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new FailureException(new Failure.Unavailable("The Desk is stopping"));
    }
  }

  private void work() {
    try {
      for (Optional<MirrorJob> next = next(); next.isPresent(); next = next()) {
        run(next.get());
      }
    } catch (InterruptedException _) {
      // Closed.
    } catch (RuntimeException e) {
      LOG.error("Mirror jobs stand still until the Desk starts again", e);
    }
  }

  /// Waits for the next job; one that runs already was cut off by a kill.
  private synchronized Optional<MirrorJob> next() throws InterruptedException {
    while (!closed) {
      Optional<MirrorJob> next =
          book.all().stream().filter(job -> job.state().isActive()).findFirst();
      if (next.isPresent()) {
        MirrorJob job = next.get();
        MirrorJob started = job.state() == JobState.RUNNING ? job : job.started(clock.instant());
        running = new Running(job.id(), new MirrorProgress(() -> progressed(job.id())));
        settle(started);
        return Optional.of(started);
      }
      wait();
    }
    return Optional.empty();
  }

  private void run(MirrorJob job) {
    MirrorProgress progress;
    synchronized (this) {
      Running now = running;
      if (now == null) {
        return;
      }
      progress = now.progress;
    }
    UnaryOperator<MirrorJob> end = end(job, progress);
    synchronized (this) {
      book.known(job.id())
          .filter(now -> now.state() == JobState.RUNNING && !closed)
          .ifPresent(now -> settle(end.apply(now)));
      running = null;
    }
  }

  private UnaryOperator<MirrorJob> end(MirrorJob job, MirrorProgress progress) {
    var run =
        new MirrorRun(
            job.order(), claims, progress, job.outcome().again(), now -> did(job.id(), now));
    try {
      Outcome outcome = run.run(job.mark());
      return now -> now.did(outcome).ended(clock.instant());
    } catch (CopyStoppedException _) {
      return UnaryOperator.identity();
    } catch (DiskTroubleException e) {
      return now -> now.paused(e.getMessage());
    } catch (FailureException | IOException e) {
      return now -> now.failed(clock.instant(), FaultWords.of(e));
    } catch (RuntimeException | Error e) {
      LOG.error("Mirror job {}", job.id(), e);
      return now -> now.failed(clock.instant(), "Internal error");
    }
  }

  private synchronized void did(String id, Outcome outcome) {
    book.known(id).ifPresent(job -> settle(job.did(outcome)));
  }

  private synchronized void progressed(String id) {
    book.known(id).ifPresent(job -> listener.accept(view(job)));
  }

  /// Stops the run, without changing what the job is: the next process takes it up.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (running != null) {
        running.progress.stop();
      }
      notifyAll();
    }
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
