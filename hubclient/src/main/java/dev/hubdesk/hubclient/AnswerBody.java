package dev.hubdesk.hubclient;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// The body of an answer. Read to its end it gives its connection back; closed before, it ends it:
/// reading on only to throw away could take hours.
final class AnswerBody extends FilterInputStream {

  private final Duration patience;
  private final Runnable abort;
  private final Runnable over;
  private boolean ended;

  /// @param patience the longest silence, as it is told when it is over
  /// @param abort ends the connection
  /// @param over called once, when nothing more comes
  AnswerBody(InputStream body, Duration patience, Runnable abort, Runnable over) {
    super(body);
    this.patience = patience;
    this.abort = abort;
    this.over = over;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int n = in.read(target, offset, length);
      if (n < 0) {
        ended = true;
        over.run();
      }
      return n;
    } catch (SocketTimeoutException _) {
      throw new StalledException(patience);
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      abort.run();
      over.run();
    }
  }
}
