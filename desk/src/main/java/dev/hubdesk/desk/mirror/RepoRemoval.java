package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.desk.library.FolderRemoval;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Removes the folder of a repository.
final class RepoRemoval {

  private final Path folder;

  /// @param root the cache root, a real path
  RepoRemoval(Path root, FolderName name) {
    this.folder = root.resolve(name.text());
  }

  /// Bytes of its files, as they stand on the disk.
  long size() throws IOException {
    var sum = new Sum();
    Files.walkFileTree(folder, sum);
    return sum.bytes;
  }

  void run() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(folder + " is a link");
    }
    FolderRemoval.ofRepository(folder);
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
      bytes += facts.isRegularFile() ? facts.size() : 0;
      return FileVisitResult.CONTINUE;
    }
  }
}
