package dev.hubdesk.catalog.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that their owner alone may read and write, from the moment they exist.
public final class OwnerOnly {

  private OwnerOnly() {}

  /// What to create a file with; nothing where the file system has no POSIX rights.
  ///
  /// @param place the file, or the directory it comes into
  public static FileAttribute<?>[] rights(Path place) {
    boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Makes a file with that content, which is on the disk when this returns.
  ///
  /// @throws FileAlreadyExistsException when there is one
  public static void create(Path file, byte[] content) throws IOException {
    DurableFile.create(file, content, rights(file));
  }
}
