package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.DiskTrouble;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds out what a disk does with names by trying them, in a folder among the locks, where no
/// client looks.
final class TargetDisk implements TargetNames.Disk {

  private final Path root;
  private final String mark;
  private @Nullable Boolean folds;

  /// @param root the cache root, which is there
  /// @param mark eight hex digits of the job
  TargetDisk(Path root, String mark) {
    this.root = root;
    this.mark = mark;
  }

  @Override
  public boolean foldsCase() throws IOException {
    if (folds == null) {
      folds = !holdsBeside("case", "CASE");
    }
    return folds;
  }

  @Override
  public boolean holds(String name) throws IOException {
    return holdsBeside("x", name);
  }

  /// Whether a file of the second name can stand beside one of the first.
  private boolean holdsBeside(String first, String second) throws IOException {
    Path folder =
        Files.createDirectories(root.resolve(".locks")).resolve(mark + ".names.incomplete");
    Files.createDirectories(folder);
    try {
      empty(folder);
      Files.createFile(folder.resolve(first));
      return create(folder, second) && isListed(folder, second);
    } finally {
      empty(folder);
      Files.delete(folder);
    }
  }

  private static boolean create(Path folder, String name) throws IOException {
    try {
      Files.createFile(folder.resolve(name));
      return true;
    } catch (InvalidPathException _) {
      return false;
    } catch (FileSystemException e) {
      if (DiskTrouble.isFull(e)) {
        throw e;
      }
      return false;
    }
  }

  /// A disk may have taken the name for another one.
  private static boolean isListed(Path folder, String name) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (String.valueOf(file.getFileName()).equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void empty(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
