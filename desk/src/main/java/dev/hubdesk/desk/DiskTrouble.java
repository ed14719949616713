package dev.hubdesk.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// What this machine's disks have against a job: how to tell, and how to say it. No reason to give
/// up: the job waits until somebody has seen to it.
public final class DiskTrouble {

  private DiskTrouble() {}

  /// Whether a failure says that there is no room, or none for this user. Java has no type for it:
  /// the message is the system's own.
  public static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }

  /// There is no room.
  ///
  /// @param missing bytes that the whole job still needs
  /// @param kept bytes that must stay free
  public static String full(Path folder, long missing, long kept) {
    return "No space left in "
        + folder
        + ": "
        + Sizes.human(missing)
        + " are still to come, "
        + Sizes.human(folder.toFile().getUsableSpace())
        + " are free"
        + (kept > 0 ? " and " + Sizes.human(kept) + " must stay free" : "")
        + ". Make room, then resume";
  }

  /// It cannot be written to.
  public static String unwritable(Path folder, IOException failure) {
    return "Cannot write to "
        + folder
        + ": "
        + FaultWords.reason(failure)
        + ". Mend that, then resume";
  }
}
