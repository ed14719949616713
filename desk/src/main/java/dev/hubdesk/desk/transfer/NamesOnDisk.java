package dev.hubdesk.desk.transfer;

import dev.hubdesk.catalog.files.DurableFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the names of a snapshot's files onto the disk, each folder once: a job that is told as
/// complete is so after a power failure, too.
final class NamesOnDisk {

  private static final Logger LOG = LoggerFactory.getLogger(NamesOnDisk.class);

  private final Path root;
  private final FolderSync folderSync;
  private final Set<Path> synced = new HashSet<>();
  private boolean told;

  /// @param root the highest folder that is synced
  NamesOnDisk(Path root) {
    this(root, DurableFile::syncDirectory);
  }

  NamesOnDisk(Path root, FolderSync folderSync) {
    this.root = root;
    this.folderSync = folderSync;
  }

  /// Brings the names in a folder onto the disk.
  interface FolderSync {
    void sync(Path folder) throws IOException;
  }

  /// Syncs the folders above a file, as far as they are not.
  void bring(Path file) {
    @Nullable Path folder = file.getParent();
    while (folder != null && folder.startsWith(root) && synced.add(folder)) {
      sync(folder);
      folder = folder.getParent();
    }
  }

  /// Some file systems cannot do this for folders. The files themselves are synced anyway.
  private void sync(Path folder) {
    try {
      folderSync.sync(folder);
    } catch (NoSuchFileException _) {
      // A copy that stands without a blob: there is no name to bring.
    } catch (IOException e) {
      if (!told) {
        LOG.warn("The names in {} could not be synced: {}", folder, e.toString());
        told = true;
      }
    }
  }
}
