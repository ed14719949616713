package dev.hubdesk.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// The body `multipart/byteranges` (RFC 9110, section 14.6): several slices of one content.
///
/// @param type of the whole content
/// @param size of the whole content
record MultipartRanges(List<ByteRange> ranges, String boundary, String type, long size) {

  MultipartRanges {
    ranges = List.copyOf(ranges);
  }

  static MultipartRanges of(List<ByteRange> ranges, String type, long size) {
    return new MultipartRanges(ranges, UUID.randomUUID().toString(), type, size);
  }

  String contentType() {
    return "multipart/byteranges; boundary=" + boundary;
  }

  /// Bytes of the whole body.
  long length() {
    long length = end().length;
    for (ByteRange range : ranges) {
      length += head(range).length + range.length();
    }
    return length;
  }

  void write(OutputStream out, Slices slices) throws IOException {
    for (ByteRange range : ranges) {
      out.write(head(range));
      slices.write(range, out);
    }
    out.write(end());
  }

  private byte[] head(ByteRange range) {
    return bytes(
        "\r\n--"
            + boundary
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Range: "
            + range.contentRange(size)
            + "\r\n\r\n");
  }

  private byte[] end() {
    return bytes("\r\n--" + boundary + "--\r\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Writes slices.
  @FunctionalInterface
  interface Slices {
    void write(ByteRange range, OutputStream out) throws IOException;
  }
}
