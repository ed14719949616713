package dev.hubdesk.desk.selection;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// Removes one entry below a root, if it still is what it was when it was looked at. Where the
/// system can, every folder on the way is held open, so that none can be exchanged for a link
/// meanwhile; elsewhere each is looked at once more.
final class Unlink {

  private final Path root;

  /// @param root a real path
  Unlink(Path root) {
    this.root = root;
  }

  /// Removes it.
  ///
  /// @param seen what was found there before
  /// @throws UnsafeException when it is something else now, or a folder on the way is a link
  void entry(RepoPath path, BasicFileAttributes seen) throws IOException {
    String[] parts = path.text().split("/", -1);
    try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
      if (top instanceof SecureDirectoryStream<Path> folder) {
        inside(folder, parts, 0, seen);
        return;
      }
    }
    byPath(parts, seen);
  }

  private static void inside(
      SecureDirectoryStream<Path> folder, String[] parts, int at, BasicFileAttributes seen)
      throws IOException {
    Path name = Path.of(parts[at]);
    if (at < parts.length - 1) {
      try (SecureDirectoryStream<Path> next =
          folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        inside(next, parts, at + 1, seen);
      }
      return;
    }
    BasicFileAttributes now =
        folder
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    check(now, seen, String.join("/", parts));
    folder.deleteFile(name);
  }

  private void byPath(String[] parts, BasicFileAttributes seen) throws IOException {
    Path place = root;
    for (int i = 0; i < parts.length; i++) {
      if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new UnsafeException(place + " is no folder");
      }
      place = place.resolve(parts[i]);
    }
    BasicFileAttributes now =
        Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    check(now, seen, place.toString());
    Files.delete(place);
  }

  private static void check(BasicFileAttributes now, BasicFileAttributes seen, String name)
      throws IOException {
    boolean same =
        Objects.equals(now.fileKey(), seen.fileKey())
            && now.isSymbolicLink() == seen.isSymbolicLink()
            && now.isRegularFile() == seen.isRegularFile()
            && now.size() == seen.size();
    if (!same) {
      throw new UnsafeException(name + " has changed");
    }
  }

  /// Removes the folders above an entry that are empty now, up to the root.
  void emptyFolders(RepoPath path) throws IOException {
    for (RepoPath folder = path.parent(); !folder.isRoot(); folder = folder.parent()) {
      Path place = root.resolve(folder.text());
      try (DirectoryStream<Path> children = Files.newDirectoryStream(place)) {
        if (children.iterator().hasNext()) {
          return;
        }
      } catch (NoSuchFileException _) {
        continue;
      }
      Files.delete(place);
    }
  }
}
