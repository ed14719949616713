package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The room on this machine's disks: refuses what cannot fit before its first byte, and promises no
/// room twice.
final class DiskSpace {

  private final Map<FileStore, Long> promised = new HashMap<>();

  /// Sets room aside that is not used yet.
  ///
  /// @param folder that will hold the bytes; exists
  /// @param bytes still to come
  /// @param kept bytes that the disk must keep free
  /// @throws FailureException with StorageFull
  Promise promise(Path folder, long bytes, long kept) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    long usable = room(disk.getUsableSpace(), disk.getTotalSpace());
    synchronized (this) {
      long others = promised.getOrDefault(disk, 0L);
      if (bytes > 0) {
        require(folder, bytes, usable - others - kept);
      }
      promised.merge(disk, bytes, Long::sum);
    }
    return new Promise(disk, bytes);
  }

  /// Refuses what cannot fit.
  ///
  /// @param bytes still to come
  /// @param usable bytes that may be used
  static void require(Path folder, long bytes, long usable) {
    if (usable < bytes) {
      throw full(folder, bytes, usable);
    }
  }

  /// Says that there is no room.
  ///
  /// @param bytes that were to come
  /// @param usable bytes that may be used
  static FailureException full(Path folder, long bytes, long usable) {
    return new FailureException(
        new Failure.StorageFull(
            "No space left in "
                + folder
                + ": "
                + Sizes.human(bytes)
                + " are needed, "
                + Sizes.human(Math.max(0, usable))
                + " can be used"));
  }

  /// Bytes that the folder's disk can take, less those that it must keep free.
  static long usable(Path folder, long kept) {
    File file = folder.toFile();
    return room(file.getUsableSpace(), file.getTotalSpace()) - kept;
  }

  /// A disk that tells no size (in memory, or far away) tells no room either: it is tried.
  private static long room(long usable, long total) {
    return total == 0 ? Long.MAX_VALUE / 2 : usable;
  }

  private synchronized void settle(FileStore disk, long bytes) {
    promised.computeIfPresent(disk, (_, all) -> all > bytes ? all - bytes : null);
  }

  /// Room that is set aside.
  final class Promise implements AutoCloseable {

    private final FileStore disk;
    private long left;

    private Promise(FileStore disk, long bytes) {
      this.disk = disk;
      this.left = bytes;
    }

    /// So many bytes stand on the disk now, and need no promise any more.
    synchronized void used(long bytes) {
      long settled = Math.min(bytes, left);
      left -= settled;
      settle(disk, settled);
    }

    /// Gives up what is left.
    @Override
    public synchronized void close() {
      used(left);
    }
  }
}
