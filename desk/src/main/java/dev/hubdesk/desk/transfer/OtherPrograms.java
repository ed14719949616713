package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.BlobLock;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits while another program fetches the same file, so that it comes once. Whoever holds a lock
/// and writes nothing may hang: then it is fetched here as well, which costs time and does no harm.
public final class OtherPrograms {

  /// The longest wait for a program that writes nothing.
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OtherPrograms.class);
  private static final long PAUSE_MILLIS = 200;

  private final Path bytes;
  private final Duration patience;

  /// @param bytes where the file's bytes arrive; programs write beside it, to names that begin so
  ///   and end in `.incomplete`
  public OtherPrograms(Path bytes) {
    this(bytes, PATIENCE);
  }

  OtherPrograms(Path bytes, Duration patience) {
    this.bytes = bytes;
    this.patience = patience;
  }

  /// Waits for a lock; there is none when patience has run out.
  ///
  /// @param take takes it, if nobody else has it
  /// @param needless whether there is nothing to wait for any more
  /// @throws TransferStoppedException when `stop` was switched on
  public BlobLock waitFor(
      Supplier<Optional<BlobLock>> take, BooleanSupplier needless, CancelSignal stop)
      throws InterruptedException {
    Map<Path, FileTime> written = Map.of();
    long look = 0;
    while (!needless.getAsBoolean()) {
      Optional<BlobLock> lock = take.get();
      if (lock.isPresent()) {
        return lock.get();
      }
      if (look == 0) {
        LOG.info("Waiting for another program that fetches {}", bytes);
      }
      if (look == 0 || System.nanoTime() > look) {
        Map<Path, FileTime> now = partials();
        if (look != 0 && now.equals(written)) {
          LOG.warn("Another program has the lock of {} and wrote nothing for {}", bytes, patience);
          break;
        }
        written = now;
        look = System.nanoTime() + patience.toNanos();
      }
      stop.check();
      Thread.sleep(PAUSE_MILLIS);
    }
    return () -> {};
  }

  /// When what is on its way was written to. Compared with itself alone: a share has a clock of its
  /// own.
  private Map<Path, FileTime> partials() {
    Map<Path, FileTime> partials = new HashMap<>();
    Path folder = Objects.requireNonNull(bytes.getParent());
    try (DirectoryStream<Path> named = Files.newDirectoryStream(folder, this::isPartial)) {
      for (Path partial : named) {
        partials.put(partial, Files.getLastModifiedTime(partial));
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("What is on its way in {} cannot be told: {}", folder, e.toString());
    }
    return partials;
  }

  private boolean isPartial(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(bytes.getFileName().toString()) && name.endsWith(".incomplete");
  }
}
