package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.protocol.RepoPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks the folder of one commit. A link is an entry and is never walked into.
final class SnapshotFiles {

  /// The most entries of one snapshot; a repository on a Hub has fewer.
  static final int MAX_ENTRIES = 2_000_000;

  /// What operating systems leave in folders that people look at.
  private static final Set<String> IGNORED = Set.of(".DS_Store");

  /// Folders between that of the repository and that of a commit.
  private static final int ABOVE = 2;

  private final BlobSizes blobs;
  private final Watch watch;
  private final Visitor visitor;
  private int seen;

  /// Is told of every entry.
  interface Visitor {

    /// One file or link.
    ///
    /// @param path from the commit's folder, parts joined by `/`
    /// @param target where a link leads; null for a file
    void entry(String path, BlobSizes.Blob content, @Nullable String target);
  }

  SnapshotFiles(BlobSizes blobs, Watch watch, Visitor visitor) {
    this.blobs = blobs;
    this.watch = watch;
    this.visitor = visitor;
  }

  void walk(Path snapshot) throws IOException {
    walk(snapshot, "", 1);
  }

  private void walk(Path folder, String prefix, int depth) throws IOException {
    if (depth > RepoPath.MAX_PARTS) {
      throw new IOException(folder + " lies too deep");
    }
    watch.add(folder);
    List<Path> deeper = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!look(entry, prefix, depth)) {
          deeper.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    for (Path sub : deeper) {
      walk(sub, prefix + sub.getFileName() + "/", depth + 1);
    }
  }

  /// Whether it was a file or a link; nearly all are links, so that is what is tried first.
  private boolean look(Path entry, String prefix, int depth) throws IOException {
    String name = entry.getFileName().toString();
    if (IGNORED.contains(name)) {
      return true;
    }
    if (++seen > MAX_ENTRIES) {
      throw new IOException("more than " + MAX_ENTRIES + " entries");
    }
    String target = target(entry);
    if (target != null) {
      visitor.entry(prefix + name, blobs.behind(entry, target, depth + ABOVE - 1), target);
      return true;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      return false;
    }
    visitor.entry(prefix + name, blobs.itself(entry, attributes), null);
    return true;
  }

  private static @Nullable String target(Path entry) throws IOException {
    try {
      String target = Files.readSymbolicLink(entry).toString();
      return File.separatorChar == '/' ? target : target.replace(File.separatorChar, '/');
    } catch (NotLinkException _) {
      return null;
    }
  }
}
