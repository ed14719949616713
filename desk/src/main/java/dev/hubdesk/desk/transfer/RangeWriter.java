package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/// Copies bytes from one connection to their place in the partial file: a buffer at a time, or what
/// there is when the connection is slow, and what had arrived when it breaks.
final class RangeWriter implements AutoCloseable {

  /// What is lost of a connection's work when the process is killed, at most.
  private static final int BUFFER = 256 * 1024;

  /// So much is worth a line of the journal: what has come by then waits no longer than it takes to
  /// arrive, unless it comes so fast that the buffer is soon full.
  private static final int WORTH_A_LINE = 32 * 1024;

  /// How long bytes may wait in the buffer of a slow connection: a kill costs what all connections
  /// bring in this time. Short for a small file, so that it costs little of it; longer for a large
  /// one, whose journal would grow.
  private static final long SHORTEST_NANOS = 4_000_000;

  private static final long LONGEST_NANOS = 50_000_000;
  private static final long BYTES_PER_NANO = 64;

  private final PartialFile file;
  private final RandomAccessFile out;
  private final Arrivals arrivals;
  private final byte[] buffer = new byte[BUFFER];
  private final long patience;

  RangeWriter(PartialFile file, Arrivals arrivals) {
    this.file = file;
    this.out = DiskException.onDisk(file::handle);
    this.arrivals = arrivals;
    this.patience = Math.clamp(file.size() / BYTES_PER_NANO, SHORTEST_NANOS, LONGEST_NANOS);
  }

  /// Reads until the segment is done.
  ///
  /// @throws IOException when the connection fails or ends early
  void copy(InputStream body, Segment segment) throws IOException {
    while (!segment.isDone()) {
      fill(body, segment);
    }
  }

  /// Passes over bytes of a body.
  void skip(InputStream body, long bytes) throws IOException {
    for (long left = bytes; left > 0; ) {
      left -= read(body, 0, (int) Math.min(buffer.length, left));
    }
  }

  private void fill(InputStream body, Segment segment) throws IOException {
    int limit = (int) Math.min(buffer.length, segment.left());
    long started = System.nanoTime();
    int filled = 0;
    try {
      while (filled < limit && System.nanoTime() - started < patienceWith(filled)) {
        filled += read(body, filled, limit - filled);
      }
    } finally {
      if (filled > 0) {
        write(segment.position(), filled);
        segment.advance(filled);
      }
    }
  }

  private long patienceWith(int filled) {
    return filled < WORTH_A_LINE ? patience : SHORTEST_NANOS;
  }

  private int read(InputStream body, int offset, int length) throws IOException {
    int n = body.read(buffer, offset, length);
    if (n < 0) {
      throw new IOException("the answer ended early");
    }
    return n;
  }

  private void write(long position, int length) {
    DiskException.doOnDisk(() -> {
      out.seek(position);
      out.write(buffer, 0, length);
      arrivals.arrived(file.written(position, buffer, length));
    });
  }

  @Override
  public void close() {
    DiskException.doOnDisk(out::close);
  }

  /// Hears of bytes that are on disk and were not before; 0 when they were.
  interface Arrivals {
    void arrived(long bytes);
  }
}
