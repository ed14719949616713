package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends a content, whole, a slice or several, with the headers that go with it: `ETag`,
/// `Last-Modified`, `Accept-Ranges`, `Content-Length` always, `Content-Range`, 304 when the client
/// has it already. The caller has set all other headers and calls nothing after.
public final class FileSending {

  private static final int COPY_BYTES = 128 << 10;
  private static final int PARTIAL = 206;
  private static final int NOT_MODIFIED = 304;

  private FileSending() {}

  /// As [#send(Context, Content, String, Instant)], of a content that has no date.
  public static void send(Context context, Content content, String etag) throws IOException {
    send(context, content, etag, null);
  }

  /// Answers a GET or HEAD with a content.
  ///
  /// @param etag the entity tag without quotes; it must stand for exactly these bytes
  /// @param modified when the content last changed; null when that is not known
  /// @throws FailureException with `RangeNotSatisfiable` or `PreconditionFailed` before anything is
  ///   sent
  /// @throws IOException when the client is gone or the content cannot be read
  public static void send(Context context, Content content, String etag, @Nullable Instant modified)
      throws IOException {
    var state = Validators.of(etag, modified);
    context.header("ETag", state.tag());
    context.header("Accept-Ranges", "bytes");
    if (state.lastModified() != null) {
      context.header("Last-Modified", state.lastModified());
    }
    switch (state.weigh(context::header)) {
      case FAILED -> throw new FailureException(new Failure.PreconditionFailed());
      case NOT_MODIFIED -> context.status(NOT_MODIFIED);
      case SEND -> send(context, content, ranges(context, content.size(), state));
    }
  }

  private static void send(Context context, Content content, List<ByteRange> ranges)
      throws IOException {
    if (ranges.size() > 1) {
      sendParts(context, content, ranges);
      return;
    }
    long size = content.size();
    long offset = 0;
    long length = size;
    if (!ranges.isEmpty()) {
      ByteRange range = ranges.getFirst();
      context.status(PARTIAL).header("Content-Range", range.contentRange(size));
      offset = range.first();
      length = range.length();
    }
    context.res().setContentLengthLong(length);
    if (!context.method().equals(HandlerType.HEAD) && length > 0) {
      write(content, offset, length, context.res().getOutputStream());
    }
  }

  private static void sendParts(Context context, Content content, List<ByteRange> ranges)
      throws IOException {
    String type = context.res().getContentType();
    var parts =
        MultipartRanges.of(
            ranges, type == null ? "application/octet-stream" : type, content.size());
    context.status(PARTIAL).contentType(parts.contentType());
    context.res().setContentLengthLong(parts.length());
    parts.write(
        context.res().getOutputStream(),
        (range, out) -> write(content, range.first(), range.length(), out));
  }

  /// Ranges are defined for GET alone.
  private static List<ByteRange> ranges(Context context, long size, Validators state) {
    String header = context.header("Range");
    if (header == null
        || context.method().equals(HandlerType.HEAD)
        || !state.rangeCounts(context.header("If-Range"))) {
      return List.of();
    }
    try {
      return ByteRanges.select(header, size);
    } catch (FailureException e) {
      if (size == 0 && startsAtZero(header) && e.failure() instanceof Failure.RangeNotSatisfiable) {
        // Clients that probe with bytes=0-0 learn here that the file is empty, and take 416 ill.
        context.header("Content-Range", "bytes */0");
        return List.of();
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
