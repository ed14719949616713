package dev.hubdesk.catalog.files;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import org.jspecify.annotations.Nullable;

/// Files that survive a power failure once a method has returned.
public final class DurableFile {

  /// What a file is called while it is written, after its own name.
  public static final String NEW = ".new";

  private DurableFile() {}

  /// Puts a text in the place of another, whole or not at all.
  public static void replace(Path file, String text) throws IOException {
    replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same with bytes. Two that replace one file at once are the caller's to keep apart; what an
  /// interrupted one left goes.
  ///
  /// @param rights of the new file, such as [OwnerOnly#rights]
  public static void replace(Path file, byte[] content, FileAttribute<?>... rights)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + NEW);
    Files.deleteIfExists(fresh);
    try {
      create(fresh, content, rights);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncDirectory(file.toAbsolutePath().getParent());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Makes a file; its name alone may still get lost. Goes through when the thread is interrupted.
  ///
  /// @throws FileAlreadyExistsException when there is one
  public static void create(Path file, byte[] content, FileAttribute<?>... rights)
      throws IOException {
    Files.createFile(file, rights);
    try (var out = new FileOutputStream(file.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
  }

  /// Brings the content of a file onto the disk.
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Brings the names in a directory onto the disk. Windows neither can nor needs to.
  public static void syncDirectory(@Nullable Path directory) throws IOException {
    if (directory == null || File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
