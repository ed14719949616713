package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Copies one file: into a temporary one beside its place, hashed on the way, synced, then renamed.
/// Whatever happens, under the final name stand the whole right bytes or what stood there before.
final class FileCopy {

  private static final int BUFFER_BYTES = 1 << 20;

  private final CopyWatch watch;
  private final String mark;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  /// @param mark eight hex digits of the job, the same after a restart: what a killed job began is
  ///   written anew, not left behind
  FileCopy(CopyWatch watch, String mark) {
    this.watch = watch;
    this.mark = mark;
  }

  /// Copies.
  ///
  /// @param promised the digest that the bytes must have; null when nothing tells: then what was
  ///   written is read again and compared
  /// @param folder for the temporary file, on the disk of `place`
  /// @throws RefusedException when the bytes are not those that are promised
  void copy(Content content, @Nullable ContentDigest promised, Path place, Path folder)
      throws IOException {
    Path fresh = folder.resolve(place.getFileName() + "." + mark + ".incomplete");
    Files.deleteIfExists(fresh);
    try {
      write(content, promised, fresh);
      Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(content.file()));
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    watch.file();
  }

  private void write(Content content, @Nullable ContentDigest promised, Path fresh)
      throws IOException {
    MessageDigest digest = start(promised, content.size());
    try (FileChannel in = open(content.file());
        FileChannel out =
            FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (read(in, digest, out) != content.size()) {
        throw new RefusedException(content.file() + " changed while it was copied");
      }
      out.force(true);
    }
    byte[] found = digest.digest();
    if (promised != null && !promised.matches(found)) {
      throw new RefusedException(
          content.file() + " is damaged: its bytes are not those that its repository has");
    }
    if (promised == null && !Arrays.equals(found, hash(null, content.size(), fresh))) {
      throw new RefusedException(content.file() + " was not written as it was read");
    }
  }

  /// Whether a file's bytes are the promised ones, or those of the source where nothing is
  /// promised.
  boolean isRight(Content content, @Nullable ContentDigest promised, Path file) throws IOException {
    byte[] found = hash(promised, content.size(), file);
    return promised == null
        ? Arrays.equals(found, hash(null, content.size(), content.file()))
        : promised.matches(found);
  }

  private byte[] hash(@Nullable ContentDigest promised, long size, Path file) throws IOException {
    MessageDigest digest = start(promised, size);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      read(in, digest, null);
    }
    return digest.digest();
  }

  private long read(FileChannel in, MessageDigest digest, @Nullable FileChannel out)
      throws IOException {
    long total = 0;
    while (in.read(buffer.clear()) >= 0) {
      buffer.flip();
      int count = buffer.remaining();
      digest.update(buffer);
      if (out != null) {
        buffer.rewind();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      total += count;
      watch.bytes(count);
    }
    return total;
  }

  private static MessageDigest start(@Nullable ContentDigest promised, long size) {
    return promised == null ? Sha256.newDigest() : promised.start(size);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
