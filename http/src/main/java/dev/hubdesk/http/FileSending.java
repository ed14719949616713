package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Sends a content, whole or a slice, with the headers that go with it: `ETag`, `Accept-Ranges`,
/// `Content-Length` always, `Content-Range`, 304 when the client has it already. The caller has set
/// all other headers and calls nothing after.
public final class FileSending {

  private static final int COPY_BYTES = 128 << 10;

  private FileSending() {}

  /// Answers a GET or HEAD with a content.
  ///
  /// @param etag the entity tag without quotes; it must stand for exactly these bytes
  /// @throws FailureException with `RangeNotSatisfiable` before anything is sent
  /// @throws IOException when the client is gone or the content cannot be read
  public static void send(Context context, Content content, String etag) throws IOException {
    String quoted = "\"" + etag + "\"";
    context.header("ETag", quoted);
    context.header("Accept-Ranges", "bytes");
    if (EntityTags.anyMatches(context.header("If-None-Match"), quoted)) {
      context.status(304);
      return;
    }
    Optional<ByteRange> range = range(context, content.size(), quoted);
    range.ifPresent(
        r -> context.status(206).header("Content-Range", r.contentRange(content.size())));
    long offset = range.map(ByteRange::first).orElse(0L);
    long length = range.map(ByteRange::length).orElse(content.size());
    context.res().setContentLengthLong(length);
    if (!context.method().equals(HandlerType.HEAD) && length > 0) {
      write(content, offset, length, context.res().getOutputStream());
    }
  }

  private static Optional<ByteRange> range(Context context, long size, String etag) {
    String header = context.header("Range");
    String ifRange = context.header("If-Range");
    if (header == null || (ifRange != null && !ifRange.equals(etag))) {
      return Optional.empty();
    }
    try {
      return ByteRange.select(header, size);
    } catch (FailureException e) {
      if (size == 0 && startsAtZero(header) && e.failure() instanceof Failure.RangeNotSatisfiable) {
        // Clients that probe with bytes=0-0 learn here that the file is empty, and take 416 ill.
        context.header("Content-Range", "bytes */0");
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean startsAtZero(String header) {
    return header.replace(" ", "").startsWith("bytes=0-");
  }

  private static void write(Content content, long offset, long length, OutputStream out)
      throws IOException {
    switch (content) {
      case Content.LocalFile local -> MappedSending.send(local.file(), offset, length, out);
      case Content.Streamed streamed -> {
        try (InputStream in = streamed.source().open(offset, length)) {
          copy(in, length, out);
        }
      }
    }
  }

  private static void copy(InputStream in, long length, OutputStream out) throws IOException {
    var buffer = new byte[(int) Math.min(COPY_BYTES, length)];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the content ended " + left + " bytes early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
