package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lock on the first byte of a file: on Windows the same one that clients take there.
final class RegionLock {

  private static final Logger LOG = LoggerFactory.getLogger(RegionLock.class);

  private RegionLock() {}

  static Optional<BlobLock> tryTake(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      FileLock lock = channel.tryLock(0, 1, false);
      held = lock != null;
      return held ? Optional.of(() -> close(channel)) : Optional.empty();
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("A lock was not given back: {}", e.toString());
    }
  }
}
