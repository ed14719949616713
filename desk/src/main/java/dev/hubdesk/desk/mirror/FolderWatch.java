package dev.hubdesk.desk.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Notices that a folder is no longer the one that a job began with. A disk that is unmounted
/// leaves an empty folder in its place, into which nothing may be written and from which nothing
/// can be concluded.
final class FolderWatch {

  private final Map<Path, Optional<Object>> folders = new LinkedHashMap<>();

  /// @param folders that are there
  FolderWatch(Path... folders) throws IOException {
    for (Path folder : folders) {
      this.folders.put(folder, key(folder));
    }
  }

  /// @throws DiskTroubleException when one of them is gone
  void check() throws DiskTroubleException {
    for (Path folder : folders.keySet()) {
      if (!isStill(folder)) {
        throw gone(folder);
      }
    }
  }

  static DiskTroubleException gone(Path folder) {
    return new DiskTroubleException(
        folder + " is gone: was its disk unmounted? Bring it back, then resume");
  }

  private boolean isStill(Path folder) {
    try {
      return Files.isDirectory(folder) && key(folder).equals(folders.get(folder));
    } catch (IOException _) {
      return false;
    }
  }

  /// Empty where the system has none (Windows).
  private static Optional<Object> key(Path folder) throws IOException {
    return Optional.ofNullable(Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
  }
}
