package dev.hubdesk.app.backup;

import dev.hubdesk.protocol.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files that survive a power failure once a method has returned, and what is in them.
final class Durable {

  private static final int BUFFER = 1 << 16;
  private static final String NEW = ".new";

  private Durable() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Sha256 sha256(String text) {
    return Sha256.of(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Copies a stream, and says what went through.
  static Manifest.Stored copy(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
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

  /// Whether a directory holds nothing, or only what a [#replace] of this file left that was broken
  /// off.
  static boolean isEmptyBut(Path directory, String file) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(entry -> entry.getFileName().toString().equals(file + NEW));
    }
  }

  /// Puts a file in the place of another, whole or not at all.
  static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + NEW);
    Files.writeString(fresh, text);
    sync(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(file.toAbsolutePath().getParent());
  }

  static void ownerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  static void syncDirectory(@Nullable Path directory) throws IOException {
    if (directory == null || File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
