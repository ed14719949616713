package dev.hubdesk.http;

/// A slice of a content: its first and last byte, both inside it.
public record ByteRange(long first, long last) {

  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range: " + first + "-" + last);
    }
  }

  /// Bytes in the slice.
  public long length() {
    return last - first + 1;
  }

  /// The `Content-Range` header for a content of `size` bytes.
  public String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /// Whether the two share bytes or lie side by side.
  boolean touches(ByteRange other) {
    return first <= other.last + 1 && other.first <= last + 1;
  }

  /// The smallest range that holds both.
  ByteRange with(ByteRange other) {
    return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
  }
}
