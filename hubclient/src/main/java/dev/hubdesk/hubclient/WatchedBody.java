package dev.hubdesk.hubclient;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body whose silence is noticed by a [StallWatch].
final class WatchedBody extends FilterInputStream {

  private static final long IDLE = Long.MIN_VALUE;

  private final StallWatch watch;
  private volatile long waitingSince = IDLE;
  private volatile boolean stalled;

  WatchedBody(InputStream body, StallWatch watch) {
    super(body);
    this.watch = watch;
  }

  long waitingNanos(long now) {
    long since = waitingSince;
    return since == IDLE ? 0 : now - since;
  }

  void stall() throws IOException {
    stalled = true;
    in.close();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    try {
      int n = in.read(target, offset, length);
      // Closing a body from another thread ends it quietly on some paths.
      if (n < 0 && stalled) {
        throw new StalledException(watch.patience());
      }
      return n;
    } catch (IOException e) {
      if (stalled && !(e instanceof StalledException)) {
        throw new StalledException(watch.patience());
      }
      throw e;
    } finally {
      waitingSince = IDLE;
    }
  }

  @Override
  public void close() throws IOException {
    watch.forget(this);
    in.close();
  }
}
