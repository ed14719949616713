package dev.hubdesk.desk.transfer;

import dev.hubdesk.protocol.RepoPath;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what arrives, and stops the transfer when it is enough.
final class Counting implements Progress {

  private final long enough;
  private final CancelSignal stop;
  private final AtomicLong already = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  Counting(long enough, CancelSignal stop) {
    this.enough = enough;
    this.stop = stop;
  }

  @Override
  public void started(RepoPath path, long size, long bytes) {
    already.addAndGet(bytes);
  }

  @Override
  public void received(RepoPath path, long bytes) {
    if (received.addAndGet(bytes) >= enough) {
      stop.cancel();
    }
  }

  long bytes() {
    return received.get();
  }

  long already() {
    return already.get();
  }
}
