package dev.hubdesk.desk.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes a folder with all that is in it. Links are deleted and never followed: where the system
/// allows it everything is done through handles of folders, so that nobody can put a link in the
/// way meanwhile.
public final class FolderRemoval {

  /// What tells of contents goes before them, so that an interruption leaves nothing that seems to
  /// be there.
  private static final List<String> ORDER =
      List.of("refs", "snapshots", "trees", ".no_exist", "blobs");

  private FolderRemoval() {}

  /// Deletes the folder of a repository in a cache.
  ///
  /// @param folder a folder, no link
  public static void ofRepository(Path folder) throws IOException {
    for (String part : ORDER) {
      Path inside = folder.resolve(part);
      if (Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
        delete(inside);
      } else {
        Files.deleteIfExists(inside);
      }
    }
    delete(folder);
  }

  /// Deletes it; what is not there is deleted already.
  ///
  /// @param folder a folder, no link
  static void delete(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("the root of a file system is not deleted");
    }
    try (DirectoryStream<Path> above = Files.newDirectoryStream(parent)) {
      if (above instanceof SecureDirectoryStream<Path> secure) {
        delete(secure, folder.getFileName());
      } else {
        walk(folder);
      }
    } catch (NoSuchFileException _) {
      // Gone.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void delete(SecureDirectoryStream<Path> parent, Path name) throws IOException {
    try (SecureDirectoryStream<Path> folder =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> names = new ArrayList<>();
      folder.forEach(entry -> names.add(entry.getFileName()));
      for (Path entry : names) {
        if (isFolder(folder, entry)) {
          delete(folder, entry);
        } else {
          folder.deleteFile(entry);
        }
      }
    }
    parent.deleteDirectory(name);
  }

  private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    BasicFileAttributeView view =
        parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return view.readAttributes().isDirectory();
  }

  private static void walk(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(folder.toString());
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
