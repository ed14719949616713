package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// One entry of a snapshot: a relative link to its blob.
final class SnapshotLink {

  private final Path snapshot;
  private final RepoPath path;
  private final Path blob;

  SnapshotLink(Path snapshot, RepoPath path, Path blob) {
    this.snapshot = snapshot;
    this.path = path;
    this.blob = blob;
  }

  void create() throws IOException {
    Path entry = RealFolders.parentOf(snapshot, path);
    Path target = Objects.requireNonNull(entry.getParent()).relativize(blob);
    try {
      Files.createSymbolicLink(entry, target);
    } catch (FileAlreadyExistsException _) {
      if (!isRight(entry, target)) {
        replace(entry, target);
      }
    }
  }

  /// A plain file is what clients write where links are not possible; it is right when it holds as
  /// many bytes as the blob.
  private boolean isRight(Path entry, Path target) throws IOException {
    if (Files.isSymbolicLink(entry)) {
      return Files.readSymbolicLink(entry).equals(target);
    }
    return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
        && Files.size(entry) == Files.size(blob);
  }

  /// The new link is made among the blobs, so that a crash leaves no stray file in the snapshot.
  private void replace(Path entry, Path target) throws IOException {
    Path fresh =
        blob.resolveSibling(blob.getFileName() + ".link" + AtomicText.suffix() + ".incomplete");
    Files.createSymbolicLink(fresh, target);
    try {
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
