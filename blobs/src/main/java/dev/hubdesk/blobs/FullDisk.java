package dev.hubdesk.blobs;

import java.io.IOException;
import java.util.List;

/// Tells a full disk from other trouble. Java has no type for it, only the system's words.
final class FullDisk {

  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  private FullDisk() {}

  /// A [StoreFullException] when the disk or the quota is full, however deep the cause, else the
  /// exception itself.
  static IOException orSame(IOException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null && WORDS.stream().anyMatch(message::contains)) {
        return new StoreFullException(e);
      }
    }
    return e;
  }
}
