package dev.hubdesk.hub.sweep;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.catalog.Leases;
import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes bytes that nothing names and that are older than the grace period: packs that others
/// have taken the place of, LFS objects that no repository holds, and what interrupted writers
/// left. One sweep runs at a time, over all nodes, and none while a backup holds the blobs.
///
/// The first two are rows, so that a sweep costs what there is to remove. What interrupted writers
/// left is found by listing the whole store, which only a thorough sweep does.
public final class SweepService {

  private static final Logger LOG = LoggerFactory.getLogger(SweepService.class);
  private static final String LEASE = "sweep";
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);

  /// The longest that the files of a replaced pack are kept for readers that have it in their list.
  private static final Duration READERS = Duration.ofHours(1);

  private static final int BATCH = 500;

  private final BlobStore blobs;
  private final GitStore git;
  private final LfsObjects lfsObjects;
  private final Leases leases;
  private final String holder;
  private final Duration collectAfter;
  private final Clock clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  /// @param holder the lasting name of this node: what one of its processes that was killed still
  ///   holds is taken over
  /// @param collectAfter the grace period
  public SweepService(
      BlobStore blobs,
      GitStore git,
      LfsObjects lfsObjects,
      Leases leases,
      String holder,
      Duration collectAfter,
      Clock clock) {
    this.blobs = blobs;
    this.git = git;
    this.lfsObjects = lfsObjects;
    this.leases = leases;
    this.holder = holder;
    this.collectAfter = collectAfter;
    this.clock = clock;
  }

  /// Sweeps once, and logs what it removed; empty when another sweep is under way or a backup holds
  /// the blobs.
  ///
  /// @param thorough looks for bytes that have no row, too
  public Optional<Swept> sweep(boolean thorough) throws IOException {
    // The lease tells processes apart, not those who ask in this one.
    if (!busy.compareAndSet(false, true)) {
      return Optional.empty();
    }
    try {
      return sweepAlone(thorough);
    } finally {
      busy.set(false);
    }
  }

  private Optional<Swept> sweepAlone(boolean thorough) throws IOException {
    Instant now = clock.instant();
    if (leases.isHeld(Leases.HOLD, now)
        || !leases.acquire(LEASE, holder, now, now.plus(LEASE_TIME))) {
      return Optional.empty();
    }
    try {
      Instant before = now.minus(collectAfter);
      int packs = git.deleteGone(replacedBefore(now), () -> !mayGoOn(0));
      int objects = unusedObjects(before);
      int leftovers = 0;
      if (thorough) {
        leftovers = blobs.removeLeftovers(before).count();
        packs += packs(before);
        objects += unknownObjects(before);
      }
      var swept = new Swept(leftovers, packs, objects);
      if (thorough || packs + objects > 0) {
        LOG.info("swept what nothing named before {}: {}", before, swept);
      }
      return Optional.of(swept);
    } finally {
      leases.release(LEASE, holder);
    }
  }

  private Instant replacedBefore(Instant now) {
    return now.minus(collectAfter.compareTo(READERS) < 0 ? collectAfter : READERS);
  }

  private int packs(Instant before) throws IOException {
    int count = 0;
    try (Stream<BlobKey> unused = git.unusedPackBlobs(before)) {
      for (Iterator<BlobKey> keys = unused.iterator(); keys.hasNext() && mayGoOn(count); count++) {
        BlobKey key = keys.next();
        blobs.delete(key);
        LOG.debug("removed {}, of a pack without a record", key.text());
      }
    }
    return count;
  }

  private int unusedObjects(Instant before) throws IOException {
    int count = 0;
    boolean progress = true;
    while (progress && mayGoOn(0)) {
      List<Sha256> unused = lfsObjects.unused(before, BATCH);
      progress = false;
      for (Sha256 oid : unused) {
        if (forget(oid, before)) {
          count++;
          progress = true;
        }
      }
    }
    return count;
  }

  /// Bytes of uploads that died before they got a row.
  private int unknownObjects(Instant before) throws IOException {
    int count = 0;
    try (Stream<List<Sha256>> stored =
        blobs
            .list(BlobKey.LFS)
            .filter(info -> info.storedAt().isBefore(before))
            .flatMap(info -> info.key().lfsObject().stream())
            .gather(Gatherers.windowFixed(BATCH))) {
      for (Iterator<List<Sha256>> lists = stored.iterator(); lists.hasNext() && mayGoOn(0); ) {
        List<Sha256> oids = lists.next();
        Set<Sha256> known = lfsObjects.known(oids);
        for (Sha256 oid : oids) {
          if (!known.contains(oid) && forget(oid, before)) {
            count++;
          }
        }
      }
    }
    return count;
  }

  private boolean forget(Sha256 oid, Instant before) throws IOException {
    boolean forgotten = lfsObjects.forget(oid, before, () -> blobs.delete(BlobKey.lfs(oid)));
    if (forgotten) {
      LOG.debug("removed LFS object {}, which no repository holds", oid.hex());
    }
    return forgotten;
  }

  /// Asked before every item; keeps the lease alive now and then, and stops when it was lost.
  private boolean mayGoOn(int done) {
    Instant now = clock.instant();
    return done % BATCH != 0
        || (!leases.isHeld(Leases.HOLD, now) && leases.renew(LEASE, holder, now.plus(LEASE_TIME)));
  }

  /// What a sweep removed.
  ///
  /// @param leftovers of interrupted writers
  /// @param packBlobs files of packs that were replaced or never recorded
  /// @param lfsObjects that no repository holds
  public record Swept(int leftovers, int packBlobs, int lfsObjects) {}
}
