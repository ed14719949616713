package dev.hubdesk.hub.upkeep;

import dev.hubdesk.git.Collected;
import dev.hubdesk.git.UpkeepLedger;
import dev.hubdesk.git.UpkeepPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps repositories in order without being asked: looks every second at those that were just
/// written to, and now and then for refs that left something behind. Work that fails is logged, and
/// tried again when the repository is written to, or after the next start.
public final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration COMPACT_EVERY = Duration.ofSeconds(1);
  private static final Duration COLLECT_FIRST = Duration.ofMinutes(5);
  private static final Duration COLLECT_EVERY = Duration.ofHours(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final UpkeepService service;
  private final UpkeepLedger ledger;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("upkeep").daemon().factory());

  private Upkeep(UpkeepService service, UpkeepLedger ledger) {
    this.service = service;
    this.ledger = ledger;
  }

  /// Starts, first with what an earlier process left undone.
  public static Upkeep start(UpkeepService service, UpkeepLedger ledger) {
    var upkeep = new Upkeep(service, ledger);
    upkeep.timer.execute(() ->
        upkeep.quietly(
            "look for packs",
            () -> {
              for (long repository : ledger.crowded(UpkeepPolicy.BACKGROUND.packs())) {
                upkeep.compact(repository);
              }
            }));
    upkeep.every(COMPACT_EVERY, COMPACT_EVERY, upkeep::compactPublished);
    upkeep.every(COLLECT_FIRST, COLLECT_EVERY, upkeep::collectRewound);
    return upkeep;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void every(Duration first, Duration pause, Step step) {
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> quietly("look after repositories", step),
            first.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void compactPublished() {
    for (long repository : ledger.published()) {
      compact(repository);
    }
  }

  private void compact(long repository) {
    quietly(
        "compact repository " + repository,
        () -> {
          int packs = service.compact(repository);
          if (packs > 0) {
            LOG.debug("put {} packs of repository {} together", packs, repository);
          }
        });
  }

  private void collectRewound() {
    for (long repository : ledger.rewound(service.horizon())) {
      quietly(
          "collect repository " + repository,
          () -> {
            Optional<Collected> collected = service.collect(repository, false, false);
            collected.ifPresent(
                found -> LOG.info("collected repository {}: {}", repository, found));
          });
    }
  }

  private void quietly(String what, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      if (!service.isStopping()) {
        LOG.error("could not {}", what, e);
      }
    }
  }

  /// Stops; what is under way is broken off and leaves everything as it was.
  @Override
  public void close() {
    service.stop();
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("work on a repository does not stop");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
