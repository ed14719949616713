package dev.hubdesk.hub.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps in the background, a while after the start and then again and again. A sweep that fails
/// is logged; the next one tries anew.
public final class Sweeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
  private static final Duration FIRST = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /// Every so many sweeps one is thorough: once in a week, and the first.
  private static final int THOROUGH_EVERY = 7 * 24 * 6;

  private int sweeps;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sweep").daemon().factory());

  /// Starts. Without a grace period the first sweep is over when this returns, before anybody can
  /// be in the middle of an upload.
  public static Sweeping start(SweepService sweeps, Duration collectAfter) throws IOException {
    if (collectAfter.isZero()) {
      sweeps.sweep(true);
    }
    var sweeping = new Sweeping();
    ScheduledFuture<?> _ =
        sweeping.timer.scheduleWithFixedDelay(
            () -> sweeping.sweep(sweeps),
            FIRST.toMillis(),
            PAUSE.toMillis(),
            TimeUnit.MILLISECONDS);
    return sweeping;
  }

  private void sweep(SweepService service) {
    try {
      service.sweep(sweeps++ % THOROUGH_EVERY == 0);
    } catch (IOException | RuntimeException e) {
      LOG.error("a sweep failed; the next one tries again", e);
    }
  }

  /// Stops; a sweep under way is left to finish its step.
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
