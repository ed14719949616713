package dev.hubdesk.hubclient;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// A body that arrives no faster than a limit allows. It waits between reads and not inside one, so
/// the wait does not count as a server's silence.
final class LimitedBody extends FilterInputStream {

  private final BandwidthLimit limit;

  LimitedBody(InputStream body, BandwidthLimit limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n = in.read(target, offset, limit.slice(length));
    if (n > 0) {
      await(n);
    }
    return n;
  }

  private void await(int bytes) throws IOException {
    try {
      limit.took(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the speed is limited");
    }
  }
}
