package dev.hubdesk.hub.upkeep;

import dev.hubdesk.catalog.Leases;
import dev.hubdesk.git.Collected;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.UpkeepPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compacts and collects one repository at a time in this process, under a lease, so that no two
/// nodes do the same work. Doing it twice would be waste, never a loss: whoever replaces a pack
/// must find it live.
public final class UpkeepService {

  private static final Logger LOG = LoggerFactory.getLogger(UpkeepService.class);
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);
  private static final int TRIES = 3;

  private final GitStore git;
  private final Leases leases;
  private final String holder;
  private final Duration collectAfter;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final AtomicBoolean stopping = new AtomicBoolean();

  /// @param holder the lasting name of this node: what one of its processes that was killed still
  ///   holds is taken over
  /// @param collectAfter how long what refs left is kept
  public UpkeepService(
      GitStore git, Leases leases, String holder, Duration collectAfter, Clock clock) {
    this.git = git;
    this.leases = leases;
    this.holder = holder;
    this.collectAfter = collectAfter;
    this.clock = clock;
  }

  /// Breaks off what is under way, and lets nothing begin. Whatever was not replaced yet stays as
  /// it is.
  public void stop() {
    stopping.set(true);
  }

  boolean isStopping() {
    return stopping.get();
  }

  /// The moment before which what refs left is given up.
  Instant horizon() {
    return clock.instant().minus(collectAfter);
  }

  /// Puts small packs together where it is worth it.
  ///
  /// @return how many packs went into others
  int compact(long repository) throws IOException {
    return inTurn(
            repository, lease -> git.compact(repository, UpkeepPolicy.BACKGROUND, lease::isLost))
        .orElse(0);
  }

  /// Takes out what nothing names; empty when another node is at it, or somebody came to need what
  /// was to go each time that it was tried.
  ///
  /// @param tidy puts all packs into one even when nothing goes
  Optional<Collected> collect(long repository, boolean tidy, boolean dryRun) throws IOException {
    return inTurn(
            repository,
            lease -> {
              Optional<Collected> collected = Optional.empty();
              for (int i = 0; i < TRIES && collected.isEmpty() && !lease.isLost(); i++) {
                collected = git.collect(repository, horizon(), tidy, dryRun, lease::isLost);
              }
              return collected;
            })
        .flatMap(found -> found);
  }

  private interface Work<T> {
    T under(Lease lease) throws IOException;
  }

  private <T> Optional<T> inTurn(long repository, Work<T> work) throws IOException {
    oneAtATime.lock();
    try {
      String name = "upkeep/" + repository;
      Instant now = clock.instant();
      if (stopping.get() || !leases.acquire(name, holder, now, now.plus(LEASE_TIME))) {
        return Optional.empty();
      }
      try {
        return Optional.of(work.under(new Lease(name, now)));
      } finally {
        leases.release(name, holder);
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  /// Keeps itself alive while it is asked.
  private final class Lease {

    private static final Duration RENEW_EVERY = Duration.ofMinutes(1);

    private final String name;
    private Instant renewed;

    Lease(String name, Instant renewed) {
      this.name = name;
      this.renewed = renewed;
    }

    boolean isLost() {
      if (stopping.get()) {
        return true;
      }
      Instant now = clock.instant();
      if (now.isBefore(renewed.plus(RENEW_EVERY))) {
        return false;
      }
      renewed = now;
      boolean kept = leases.renew(name, holder, now.plus(LEASE_TIME));
      if (!kept) {
        LOG.warn("the lease {} was lost; the work stops", name);
      }
      return !kept;
    }
  }
}
