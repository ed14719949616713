package dev.hubdesk.hub.facts;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads little-endian numbers from the head of a file, and no further than it may.
final class HeadReader extends InputStream {

  private final InputStream in;
  private long left;

  /// @param most bytes that may be read; a head that goes on is refused
  HeadReader(InputStream in, long most) {
    this.in = in;
    this.left = most;
  }

  /// From here on no more than `most` bytes.
  void limit(long most) {
    left = Math.min(left, most);
  }

  @Override
  public int read() throws IOException {
    int value = left == 0 ? -1 : in.read();
    left -= value < 0 ? 0 : 1;
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = left == 0 ? -1 : in.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(read, 0);
    return read;
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the head ends too early");
    }
    return bytes;
  }

  void pass(long count) throws IOException {
    if (count < 0 || count > left) {
      throw new EOFException("the head ends too early");
    }
    in.skipNBytes(count);
    left -= count;
  }

  long number(int bytes) throws IOException {
    byte[] raw = bytes(bytes);
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = (number << 8) | (raw[i] & 0xff);
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
