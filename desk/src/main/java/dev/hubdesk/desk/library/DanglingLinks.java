package dev.hubdesk.desk.library;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Symbolic links that lead nowhere. Hard links and copies always lead somewhere.
final class DanglingLinks {

  private DanglingLinks() {}

  /// Removes those below a folder, and the folders inside it that are empty then.
  static void remove(Path top, Runnable each) throws IOException {
    if (!Files.isDirectory(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink() && !Files.exists(file)) {
              Files.delete(file);
              each.run();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!folder.equals(top)) {
              removeIfEmpty(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException _) {
      // It holds something.
    }
  }
}
