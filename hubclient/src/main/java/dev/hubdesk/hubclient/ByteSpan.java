package dev.hubdesk.hubclient;

/// Bytes `start` (inclusive) to `end` (exclusive) of a file.
public record ByteSpan(long start, long end) {

  public ByteSpan {
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
