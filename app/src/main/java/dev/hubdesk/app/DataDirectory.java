package dev.hubdesk.app;

import dev.hubdesk.catalog.files.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory that everything is kept in, held by this process alone until it is closed. Hub and
/// Desk of one process share it.
///
/// `format` says which version of the layout is in it: a newer one is refused, since an older
/// program would take what it does not know for damage. `lock` is locked while a process runs; the
/// lock goes with the process, however it ends.
public final class DataDirectory implements AutoCloseable {

  /// The layout that this version reads and writes.
  public static final int FORMAT = 1;

  private static final int MAX_FORMAT_BYTES = 32;
  private static final String FORMAT_FILE = "format";
  private static final String LOCK_FILE = "lock";

  /// What may lie in a directory that is about to become a data directory.
  private static final Set<String> BEFORE_FIRST_START =
      Set.of(LOCK_FILE, "hubdesk.properties", "lost+found", FORMAT_FILE + DurableFile.NEW);

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Makes the directory if need be, locks it and checks its format.
  ///
  /// @throws DataDirectoryException when another process has it, a newer version wrote it, or it is
  ///   somebody else's directory
  public static DataDirectory open(Path path) throws IOException {
    create(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(path, channel);
      checkFormat(path);
      return new DataDirectory(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /// Lets another process have it.
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void create(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new DataDirectoryException("The data directory " + path + " is not a directory");
    }
    if (!Files.exists(path)) {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(path);
      }
    }
  }

  private static void lock(Path path, FileChannel channel) throws IOException {
    if (tryLock(channel) == null) {
      throw new DataDirectoryException(
          "The data directory "
              + path
              + " is in use by another Hubdesk process; stop that one, or choose another with"
              + " --data");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static void checkFormat(Path path) throws IOException {
    Path file = path.resolve(FORMAT_FILE);
    if (!Files.exists(file)) {
      refuseForeign(path);
      DurableFile.replace(file, FORMAT + "\n");
      return;
    }
    int found = read(path, file);
    if (found > FORMAT) {
      throw new DataDirectoryException(
          "The data directory "
              + path
              + " was written by a newer version of Hubdesk (format "
              + found
              + ", this version knows "
              + FORMAT
              + "); start that version instead");
    }
  }

  private static int read(Path path, Path file) throws IOException {
    if (Files.size(file) <= MAX_FORMAT_BYTES) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (text.matches("[1-9][0-9]{0,8}")) {
        return Integer.parseInt(text);
      }
    }
    throw new DataDirectoryException(
        "The file " + FORMAT_FILE + " in the data directory " + path + " is damaged");
  }

  private static void refuseForeign(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      List<String> strange =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !BEFORE_FIRST_START.contains(name))
              .limit(1)
              .toList();
      if (!strange.isEmpty()) {
        throw new DataDirectoryException(
            "The directory "
                + path
                + " is not empty and not a data directory of Hubdesk; choose another with --data");
      }
    }
  }
}
