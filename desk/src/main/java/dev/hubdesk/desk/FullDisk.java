package dev.hubdesk.desk;

import java.io.IOException;
import java.util.Locale;

/// How to tell that a disk is full. Java has no type for it: the message is the system's own.
public final class FullDisk {

  private FullDisk() {}

  /// Whether a failure says that there is no room, or none for this user.
  public static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }
}
