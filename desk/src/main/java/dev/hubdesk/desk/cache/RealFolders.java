package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Creates the folders that lead to a path, and follows no link on the way: a repository must not
/// be able to write where one of its own entries points.
public final class RealFolders {

  private RealFolders() {}

  /// The place of `path` below `root`, its parent folders created.
  public static Path parentOf(Path root, RepoPath path) throws IOException {
    if (path.isRoot()) {
      throw refused(path);
    }
    if (File.separatorChar == '\\') {
      WindowsNames.refuse(path);
    }
    Path folder = root;
    String[] parts = path.text().split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      folder = folder.resolve(parts[i]);
      ensure(folder, path);
    }
    return folder.resolve(parts[parts.length - 1]);
  }

  /// Refuses a path that leads through anything but folders, or that is one itself, creating
  /// nothing.
  ///
  /// @throws FailureException with [Failure.InvalidPath]
  public static void refuseLinks(Path root, RepoPath path) {
    Path place = root;
    String[] parts = path.text().split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      place = place.resolve(parts[i]);
      boolean folder = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
      boolean last = i == parts.length - 1;
      if (!folder && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      if (folder == last) {
        throw refused(path);
      }
    }
  }

  private static void ensure(Path folder, RepoPath path) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException _) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(path);
      }
    }
  }

  private static FailureException refused(RepoPath path) {
    return new FailureException(
        new Failure.InvalidPath(
            path.text(), "leads through something that is not a folder, or is one: " + path));
  }
}
