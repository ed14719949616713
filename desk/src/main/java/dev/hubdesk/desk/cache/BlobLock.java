package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lock that clients take while they fetch a blob: `.locks/<repository>/<etag>.lock`, never
/// removed. It spares work, no more: what is written is whole by its rename, with the lock or
/// without. Where a file system or a right to write is missing, there is none.
public interface BlobLock extends AutoCloseable {

  @Override
  void close();

  /// Takes a lock without waiting; empty when another program has it.
  static Optional<BlobLock> tryTake(Path file) {
    Logger log = LoggerFactory.getLogger(BlobLock.class);
    try {
      try {
        return open(file);
      } catch (NoSuchFileException _) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return open(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("No lock {}: {}", file, e.toString());
      return Optional.of(() -> {});
    }
  }

  private static Optional<BlobLock> open(Path file) throws IOException {
    if (Flock.isSupported()) {
      return Flock.tryTake(file);
    }
    return RegionLock.tryTake(file);
  }

  /// Why a call of the system failed.
  static FileSystemException failed(Path file, String call, int error) {
    return new FileSystemException(file.toString(), null, call + " failed with error " + error);
  }
}
