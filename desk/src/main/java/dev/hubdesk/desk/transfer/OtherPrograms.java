package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.desk.cache.CachedRepo;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits while another program fetches the same blob, so that it comes once. Whoever holds a lock
/// too long may hang: then it is fetched here as well, which costs time and does no harm.
final class OtherPrograms {

  /// The longest wait for one blob.
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OtherPrograms.class);
  private static final long PAUSE_MILLIS = 200;

  private OtherPrograms() {}

  /// The lock of the file's blob, or none when the blob is there or patience has run out.
  static BlobLock waitFor(CachedRepo repo, PlannedFile file, CancelSignal stop)
      throws InterruptedException {
    return waitFor(repo, file, stop, PATIENCE);
  }

  static BlobLock waitFor(CachedRepo repo, PlannedFile file, CancelSignal stop, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (!repo.hasBlob(file.digest(), file.size())) {
      Optional<BlobLock> lock = repo.tryLock(file.digest());
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() > end) {
        LOG.warn("Another program has held the lock of {} for {}", file.path(), patience);
        break;
      }
      if (!told) {
        LOG.info("Waiting for another program that fetches {}", file.path());
        told = true;
      }
      stop.check();
      Thread.sleep(PAUSE_MILLIS);
    }
    return () -> {};
  }
}
