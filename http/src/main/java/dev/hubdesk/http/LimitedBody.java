package dev.hubdesk.http;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request, streamed, with a limit. A body that announces too much is refused before
/// its first byte, one that turns out too long at the byte after the limit; one that breaks off
/// throws, so that nobody takes a part for the whole.
public final class LimitedBody extends FilterInputStream {

  private static final int SKIP_STEP = 8192;

  private final long limit;
  private final long announced;
  private long count;

  private LimitedBody(InputStream body, long limit, long announced) {
    super(body);
    this.limit = limit;
    this.announced = announced;
  }

  /// The body of a request.
  ///
  /// @param maxBytes the most bytes it may have
  /// @throws FailureException with `TooLarge` when it announces more
  public static LimitedBody of(Context context, long maxBytes) throws IOException {
    long announced = context.req().getContentLengthLong();
    if (announced > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return new LimitedBody(context.req().getInputStream(), maxBytes, announced);
  }

  /// Bytes that were read.
  public long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    counted(next < 0 ? -1 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    counted(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    int read = read(new byte[Math.clamp(bytes, 0, SKIP_STEP)]);
    return Math.max(read, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /// Leaves the request's stream to the server, which reads the rest or gives the connection up.
  @Override
  public void close() {}

  private void counted(int read) throws IOException {
    if (read > 0) {
      count += read;
      if (count > limit) {
        throw tooLarge(limit);
      }
    } else if (read < 0 && announced >= 0 && count < announced) {
      throw new EOFException(
          "the request body ended after " + count + " of " + announced + " bytes");
    }
  }

  private static FailureException tooLarge(long limit) {
    return new FailureException(
        new Failure.TooLarge("The request body is larger than " + limit + " bytes"));
  }
}
