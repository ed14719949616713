package dev.hubdesk.desk.places;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The room on the disk of a folder, which need not exist yet.
///
/// @param free bytes that this user may still write
/// @param total bytes of the whole disk
public record DiskRoom(long free, long total) {

  /// Measures the folder, or the nearest above it that exists.
  ///
  /// @throws IOException when the disk does not tell
  public static DiskRoom of(Path folder) throws IOException {
    for (Path path = folder; path != null; path = path.getParent()) {
      if (Files.exists(path)) {
        FileStore store = Files.getFileStore(path);
        return new DiskRoom(store.getUsableSpace(), store.getTotalSpace());
      }
    }
    throw new NoSuchFileException(folder.toString());
  }
}
