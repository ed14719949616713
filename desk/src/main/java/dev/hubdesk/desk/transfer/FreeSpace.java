package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.Sizes;
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
    long usable = folder.toFile().getUsableSpace() - kept;
    if (usable < bytes) {
      String numbers =
          Sizes.human(bytes) + " are needed, " + Sizes.human(Math.max(0, usable)) + " can be used";
      throw full("No space left in " + folder + ": " + numbers);
    }
  }

  /// Says that a write found no room.
  ///
  /// @param folder that was written to
  static FailureException full(Path folder) {
    return full("No space left in " + folder);
  }

  private static FailureException full(String message) {
    return new FailureException(new Failure.StorageFull(message));
  }
}
