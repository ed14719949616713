package dev.hubdesk.desk.mirror;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes the folder of a repository, following no link. What shows files goes before the files: a
/// removal that is cut off leaves blobs that nothing names, not names without bytes.
final class RepoRemoval {

  private static final List<String> ORDER = List.of("refs", "trees", ".no_exist", "snapshots");

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
    for (String part : ORDER) {
      Path inside = folder.resolve(part);
      if (Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(inside, new Delete());
      }
    }
    Files.walkFileTree(folder, new Delete());
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
      bytes += facts.isRegularFile() ? facts.size() : 0;
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Delete extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
