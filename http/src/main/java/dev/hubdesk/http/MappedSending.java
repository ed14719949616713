package dev.hubdesk.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/// Sends a file slice by slice: memory-mapped where the slice is in the page cache, which saves a
/// copy, and through a buffer where it is not, because a page fault would block the thread that
/// carries all other requests. Each slice has an arena of its own that is closed when the blocking
/// write has returned: without one, resident memory grows with every byte sent.
final class MappedSending {

  private static final long SLICE_BYTES = 16 << 20;
  private static final long SMALLEST_MAPPED = 256 << 10;
  private static final int COPY_BYTES = 128 << 10;

  private MappedSending() {}

  static void send(Path file, long offset, long length, OutputStream out) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < offset + length) {
        throw new EOFException("the file is shorter than its content should be");
      }
      long end = offset + length;
      for (long at = offset; at < end; at += SLICE_BYTES) {
        sendSlice(channel, at, Math.min(SLICE_BYTES, end - at), out);
      }
    }
  }

  private static void sendSlice(FileChannel channel, long offset, long length, OutputStream out)
      throws IOException {
    if (length >= SMALLEST_MAPPED && out instanceof HttpOutput http) {
      // Shared, because the server's selector thread goes on with a write that would block.
      try (Arena arena = Arena.ofShared()) {
        MemorySegment slice = channel.map(MapMode.READ_ONLY, offset, length, arena);
        if (slice.isLoaded()) {
          http.write(slice.asByteBuffer());
          return;
        }
      }
    }
    copy(channel, offset, length, out);
  }

  private static void copy(FileChannel channel, long offset, long length, OutputStream out)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, length));
    long at = offset;
    long end = offset + length;
    while (at < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException("the file ended early");
      }
      out.write(buffer.array(), 0, read);
      at += read;
    }
  }
}
