package dev.hubdesk.desk.transfer;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.nio.file.Path;

/// Refuses what cannot fit, before its first byte.
final class FreeSpace {

  private FreeSpace() {}

  /// Compares.
  ///
  /// @param folder that will hold the bytes
  /// @param bytes still to come
  /// @param kept bytes that the disk must keep free
  static void require(Path folder, long bytes, long kept) {
    long usable = folder.toFile().getUsableSpace();
    if (usable - kept < bytes) {
      throw new FailureException(new Failure.StorageFull());
    }
  }
}
