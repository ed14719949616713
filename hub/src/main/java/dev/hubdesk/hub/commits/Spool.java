package dev.hubdesk.hub.commits;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Content that must be kept for a moment because its path follows after it: in memory while it is
/// small, then in a scratch file that goes with [#close()].
final class Spool extends OutputStream {

  /// What is kept in memory, in bytes.
  static final int IN_MEMORY = 256 << 10;

  private final Path scratch;
  private final long limit;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream out;
  private long size;

  /// @param scratch a directory for the file
  /// @param limit the most bytes of content
  Spool(Path scratch, long limit) {
    this.scratch = scratch;
    this.limit = limit;
  }

  long size() {
    return size;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (size > limit) {
      throw new FailureException(
          new Failure.Unprocessable(
              "A regular file of more than "
                  + limit
                  + " bytes is not taken: upload it as an LFS file"));
    }
    if (out == null && size <= IN_MEMORY) {
      memory.write(bytes, offset, length);
    } else {
      spilled().write(bytes, offset, length);
    }
  }

  private OutputStream spilled() throws IOException {
    if (out == null) {
      file = Files.createTempFile(scratch, "content-", ".tmp");
      out = Files.newOutputStream(file);
      memory.writeTo(out);
      memory.reset();
    }
    return out;
  }

  /// Opens what was written. Nothing may be written any more.
  InputStream open() throws IOException {
    if (file == null || out == null) {
      return new ByteArrayInputStream(memory.toByteArray());
    }
    out.close();
    return Files.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    if (file != null && out != null) {
      out.close();
      Files.deleteIfExists(file);
    }
  }
}
