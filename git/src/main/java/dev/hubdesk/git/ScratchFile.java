package dev.hubdesk.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file that grows at its end, can be cut, and can be read while it grows. It is gone once
/// closed.
final class ScratchFile extends OutputStream {

  private static final int BUFFER = 64 << 10;

  private final Path directory;
  private @Nullable FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long flushed;

  /// @param directory where the file is made, once there is something to write
  ScratchFile(Path directory) {
    this.directory = directory;
  }

  private FileChannel channel() throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              Files.createTempFile(directory, "draft-", ".pack"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = channel;
    }
    return channel;
  }

  /// Bytes written so far.
  long size() {
    return flushed + buffer.position();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int n = Math.min(left, buffer.remaining());
      buffer.put(bytes, at, n);
      at += n;
      left -= n;
    }
  }

  @Override
  public void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      flushed += channel().write(buffer, flushed);
    }
    buffer.clear();
  }

  /// Cuts everything after `size` bytes.
  void truncate(long size) throws IOException {
    flush();
    channel().truncate(size);
    flushed = size;
  }

  /// What was written from `position` on. Reading ends where the file ended when this was called.
  InputStream read(long position) throws IOException {
    flush();
    return new Reader(position, flushed);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private final class Reader extends InputStream {

    private final long end;
    private long at;

    Reader(long at, long end) {
      this.at = at;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (at >= end) {
        return length == 0 ? 0 : -1;
      }
      int wanted = (int) Math.min(length, end - at);
      int n = channel().read(ByteBuffer.wrap(bytes, offset, wanted), at);
      if (n < 0) {
        throw new EOFException("the scratch file was cut");
      }
      at += n;
      return n;
    }
  }
}
