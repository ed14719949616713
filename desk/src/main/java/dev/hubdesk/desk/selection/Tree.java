package dev.hubdesk.desk.selection;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All files and links below a folder, by their path. No link is followed. A name that no path of
/// ours can be is refused: what stands under it may need what is to be deleted.
final class Tree {

  /// The most entries of one folder tree.
  static final int MAX_ENTRIES = 1_000_000;

  private final SortedMap<RepoPath, BasicFileAttributes> found = new TreeMap<>();
  private final int most;

  private Tree(int most) {
    this.most = most;
  }

  /// Reads it; empty where there is no such folder.
  ///
  /// @throws UnsafeException when the folder is a link, or holds too much
  /// @throws IOException when a part of it cannot be read
  static SortedMap<RepoPath, BasicFileAttributes> of(Path folder) throws IOException {
    return of(folder, MAX_ENTRIES);
  }

  static SortedMap<RepoPath, BasicFileAttributes> of(Path folder, int most) throws IOException {
    var tree = new Tree(most);
    if (Files.isSymbolicLink(folder)) {
      throw new UnsafeException(folder + " is a link");
    }
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      tree.walk(folder, RepoPath.ROOT);
    }
    return tree.found;
  }

  private void walk(Path folder, RepoPath at) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String name = String.valueOf(child.getFileName());
        String below = at.isRoot() ? name : at.text() + "/" + name;
        Optional<RepoPath> path = RepoPath.find(below);
        if (path.isEmpty()) {
          throw new UnsafeException(folder + " holds a name that no repository has");
        }
        take(child, path.get());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void take(Path child, RepoPath path) throws IOException {
    BasicFileAttributes facts =
        Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (facts.isDirectory()) {
      walk(child, path);
    } else if (found.size() >= most) {
      throw new UnsafeException("more than " + most + " entries");
    } else {
      found.put(path, facts);
    }
  }
}
