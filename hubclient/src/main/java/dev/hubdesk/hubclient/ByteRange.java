package dev.hubdesk.hubclient;

/// Bytes `start` (inclusive) to `end` (exclusive) of a file.
public record ByteRange(long start, long end) {

  public ByteRange {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a range holds at least one byte");
    }
  }

  public long length() {
    return end - start;
  }

  String header() {
    return "bytes=" + start + "-" + (end - 1);
  }
}
