package dev.hubdesk.hub.facts;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to facts in the background: those that a crash or a new version left behind are
/// derived after the start, and what was counted is written down every few seconds.
public final class FactsUpkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FactsUpkeep.class);
  private static final Duration WRITE = Duration.ofSeconds(5);
  private static final Duration FADE = Duration.ofHours(1);

  private final FactsService facts;
  private final DownloadCounter downloads;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("facts").daemon().factory());

  private FactsUpkeep(FactsService facts, DownloadCounter downloads) {
    this.facts = facts;
    this.downloads = downloads;
  }

  /// Starts.
  public static FactsUpkeep start(FactsService facts, DownloadCounter downloads) {
    var upkeep = new FactsUpkeep(facts, downloads);
    upkeep.every(FADE, Duration.ZERO, downloads::fade);
    upkeep.every(WRITE, WRITE, upkeep::write);
    ScheduledFuture<?> _ = upkeep.timer.schedule(() -> quietly(upkeep::mend), 1, TimeUnit.SECONDS);
    return upkeep;
  }

  private void every(Duration pause, Duration first, Runnable work) {
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> quietly(work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void mend() {
    int refreshed = facts.refreshOutdated();
    if (refreshed > 0) {
      LOG.info("derived the facts of {} repositories", refreshed);
    }
  }

  private void write() {
    facts.writeConfirmations();
    downloads.write();
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("upkeep of facts failed; it is tried again", e);
    }
  }

  /// Writes down what is still to be written, and stops.
  @Override
  public void close() {
    timer.shutdownNow();
    quietly(this::write);
  }
}
