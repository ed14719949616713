package dev.hubdesk.hub.sweep;

import dev.hubdesk.blobs.BlobInfo;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes bytes that nothing names and that are older than the grace period: what interrupted
/// writers left, packs without a record, LFS objects that no repository holds. One sweep runs at a
/// time, over all nodes.
public final class SweepService {

  private static final Logger LOG = LoggerFactory.getLogger(SweepService.class);
  private static final String LEASE = "sweep";
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);
  private static final int BATCH = 500;
  private static final String LFS = "lfs/";

  private final BlobStore blobs;
  private final GitStore git;
  private final LfsObjects lfsObjects;
  private final Leases leases;
  private final Duration collectAfter;
  private final Clock clock;
  private final String holder = UUID.randomUUID().toString();

  public SweepService(
      BlobStore blobs,
      GitStore git,
      LfsObjects lfsObjects,
      Leases leases,
      Duration collectAfter,
      Clock clock) {
    this.blobs = blobs;
    this.git = git;
    this.lfsObjects = lfsObjects;
    this.leases = leases;
    this.collectAfter = collectAfter;
    this.clock = clock;
  }

  /// Sweeps once, and logs what it removed; empty when another sweep is under way.
  public Optional<Swept> sweep() throws IOException {
    Instant now = clock.instant();
    if (!leases.acquire(LEASE, holder, now, now.plus(LEASE_TIME))) {
      return Optional.empty();
    }
    try {
      Instant before = now.minus(collectAfter);
      BlobStore.Leftovers leftovers = blobs.removeLeftovers(before);
      int packs = packs(before);
      int objects = unusedObjects(before) + unknownObjects(before);
      var swept = new Swept(leftovers.count(), packs, objects);
      LOG.info("swept what nothing named before {}: {}", before, swept);
      return Optional.of(swept);
    } finally {
      leases.release(LEASE, holder);
    }
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
    try (Stream<BlobInfo> stored = blobs.list(LFS)) {
      int seen = 0;
      for (Iterator<BlobInfo> infos = stored.iterator(); infos.hasNext() && mayGoOn(seen); seen++) {
        BlobInfo info = infos.next();
        String key = info.key().text();
        Optional<Sha256> oid = Sha256.parse(key.substring(key.lastIndexOf('/') + 1));
        if (oid.isPresent()
            && info.storedAt().isBefore(before)
            && lfsObjects.size(oid.get()).isEmpty()
            && forget(oid.get(), before)) {
          count++;
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
    return done % BATCH != 0 || leases.renew(LEASE, holder, clock.instant().plus(LEASE_TIME));
  }

  /// What a sweep removed.
  ///
  /// @param leftovers of interrupted writers
  /// @param packBlobs files of packs without a record
  /// @param lfsObjects that no repository holds
  public record Swept(int leftovers, int packBlobs, int lfsObjects) {}
}
