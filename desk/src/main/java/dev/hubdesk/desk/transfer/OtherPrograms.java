package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.protocol.RepoPath;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits while another program fetches the same file, so that it comes once. Whoever holds a lock
/// too long may hang: then it is fetched here as well, which costs time and does no harm.
public final class OtherPrograms {

  /// The longest wait for one file.
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OtherPrograms.class);
  private static final long PAUSE_MILLIS = 200;

  private OtherPrograms() {}

  /// Waits for a lock; there is none when patience has run out.
  ///
  /// @param lock takes it, if nobody else has it
  /// @param needless whether there is nothing to wait for any more
  /// @throws TransferStoppedException when `stop` was switched on
  public static BlobLock waitFor(
      RepoPath file, Supplier<Optional<BlobLock>> lock, BooleanSupplier needless, CancelSignal stop)
      throws InterruptedException {
    return waitFor(file, lock, needless, stop, PATIENCE);
  }

  static BlobLock waitFor(
      RepoPath file,
      Supplier<Optional<BlobLock>> take,
      BooleanSupplier needless,
      CancelSignal stop,
      Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (!needless.getAsBoolean()) {
      Optional<BlobLock> lock = take.get();
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() > end) {
        LOG.warn("Another program has held the lock of {} for {}", file, patience);
        break;
      }
      if (!told) {
        LOG.info("Waiting for another program that fetches {}", file);
        told = true;
      }
      stop.check();
      Thread.sleep(PAUSE_MILLIS);
    }
    return () -> {};
  }
}
