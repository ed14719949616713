package dev.hubdesk.app.backup;

import dev.hubdesk.catalog.files.DurableFile;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.stream.Stream;

/// What backups do with files: copy them while they are hashed, and keep them for their owner
/// alone.
final class BackupFiles {

  private static final int BUFFER = 1 << 16;

  private BackupFiles() {}

  /// Copies a stream, and says what went through.
  static Manifest.Stored copy(InputStream in, OutputStream out) throws IOException {
    return copy(in, out, Passing.UNSEEN);
  }

  static Manifest.Stored copy(InputStream in, OutputStream out, Passing passing)
      throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
      passing.bytes(buffer, n);
      bytes += n;
    }
    return new Manifest.Stored(bytes, Sha256.of(digest.digest()));
  }

  static Manifest.Stored read(InputStream in) throws IOException {
    return copy(in, OutputStream.nullOutputStream());
  }

  static Manifest.Stored read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /// Makes a directory for its owner alone, if there is none.
  static void directory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  /// Whether a directory holds nothing, or only what a replacement of this file left that was
  /// broken off.
  static boolean isEmptyBut(Path directory, String file) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(
          entry -> entry.getFileName().toString().equals(file + DurableFile.NEW));
    }
  }

  static void ownerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
