package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.transfer.TransferSettings;
import java.io.IOException;
import java.nio.file.Path;

/// What this machine's disk has against a job, in words. No reason to give up: the job waits until
/// somebody has seen to it.
final class DiskTrouble {

  private DiskTrouble() {}

  /// There is no room.
  ///
  /// @param missing bytes that the whole job still needs; the failure knows only of one file
  static String full(Path root, long missing) {
    return "No space left in "
        + root
        + ": "
        + Sizes.human(missing)
        + " are still to come, "
        + Sizes.human(root.toFile().getUsableSpace())
        + " are free and "
        + Sizes.human(TransferSettings.FREE_SPACE)
        + " must stay free. Make room, then resume";
  }

  /// It cannot be written to.
  static String unwritable(Path root, IOException failure) {
    return "Cannot write to "
        + root
        + ": "
        + FaultWords.reason(failure)
        + ". Mend that, then resume";
  }
}
