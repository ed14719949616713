package dev.hubdesk.desk.endpoints;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets a few questions be worked on at a time, each for so long and no longer: what one holds in
/// memory meanwhile is large.
public final class Patience {

  private final Semaphore places;
  private final Duration limit;
  private final String what;

  /// @param atOnce how many are worked on at a time
  /// @param limit for one, waiting included
  /// @param what is asked, for people: `The analysis`
  public Patience(int atOnce, Duration limit, String what) {
    this.places = new Semaphore(atOnce, true);
    this.limit = limit;
    this.what = what;
  }

  /// Works on a question in a thread of its own, which is interrupted when time is up.
  ///
  /// @throws FailureException the question's own; Unavailable when there was no place in time;
  ///   Upstream (504) when it took too long
  public <T> T ask(Callable<T> question) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new FailureException(
          new Failure.Unavailable(what + " has to wait: too many are under way"));
    }
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> answer = thread.submit(question);
      try {
        return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        answer.cancel(true);
        throw new FailureException(
            new Failure.Upstream(
                504, what + " took longer than " + limit.toSeconds() + " seconds"));
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw e;
      } catch (ExecutionException e) {
        throw cause(e);
      }
    } finally {
      places.release();
    }
  }

  private static RuntimeException cause(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case FailureException failure -> failure;
      case RuntimeException unchecked -> unchecked;
      case InterruptedException stopped -> throw stopped;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(e.getCause());
    };
  }
}
