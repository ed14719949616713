package dev.hubdesk.desk.flat;

import dev.hubdesk.desk.cache.WindowsNames;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Refuses plans whose files cannot stand side by side in a folder of this system.
final class FlatNames {

  private final Path folder;

  /// @param folder on the disk in question, to try things in
  FlatNames(Path folder) {
    this.folder = folder;
  }

  void check(Iterable<PlannedFile> files) throws IOException {
    Map<String, PlannedFile> seen = new HashMap<>();
    PlannedFile twin = null;
    PlannedFile other = null;
    for (PlannedFile file : files) {
      refuse(file.path(), File.separatorChar == '\\');
      PlannedFile before = seen.putIfAbsent(fold(file.path().text()), file);
      if (before != null && !before.digest().equals(file.digest())) {
        twin = before;
        other = file;
      }
    }
    if (twin != null && other != null && foldsNames()) {
      throw invalid(
          other.path(), "differs from '" + twin.path() + "' in a way that this disk does not keep");
    }
  }

  /// Refuses one path.
  ///
  /// @param windows whether Windows' rules hold
  static void refuse(RepoPath path, boolean windows) {
    String folded = fold(path.text());
    if (folded.equals(DownloadRecords.FOLDER) || folded.startsWith(DownloadRecords.FOLDER + "/")) {
      throw invalid(path, "is where records of downloads stand");
    }
    if (windows) {
      WindowsNames.refuse(path);
    }
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private boolean foldsNames() throws IOException {
    Path probe = Files.createTempFile(folder, "case-", ".tmp");
    try {
      String upper = probe.getFileName().toString().toUpperCase(Locale.ROOT);
      return Files.exists(probe.resolveSibling(upper));
    } finally {
      Files.delete(probe);
    }
  }

  private static FailureException invalid(RepoPath path, String fault) {
    return new FailureException(new Failure.InvalidPath(path.text(), fault + ": " + path));
  }
}
