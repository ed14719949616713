package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.Sizes;
import java.io.IOException;
import java.nio.file.Path;

/// What disks have against a mirror job, in words that say what to do.
final class DiskWords {

  private DiskWords() {}

  /// @param missing bytes that are still to come
  static DiskTroubleException full(Path folder, long missing) {
    return new DiskTroubleException(
        "No space left in "
            + folder
            + ": "
            + Sizes.human(missing)
            + " are needed, "
            + Sizes.human(folder.toFile().getUsableSpace())
            + " can be used. Make room, then resume");
  }

  static DiskTroubleException unwritable(Path folder, IOException failure) {
    return new DiskTroubleException(
        "Cannot write to "
            + folder
            + ": "
            + FaultWords.reason(failure)
            + ". Mend that, then resume");
  }

  static DiskTroubleException gone(Path folder) {
    return new DiskTroubleException(
        folder + " is gone: was its disk unmounted? Bring it back, then resume");
  }
}
