package dev.hubdesk.desk.transfer;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Syncs a partial file now and then while it is being filled, beside the writers. Bounds what a
/// recovery must check, and what a power failure can cost.
final class SyncKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncKeeper.class);
  private static final long EVERY_MILLIS = 5_000;

  private final PartialFile file;
  private final Thread thread;
  private volatile boolean closed;

  SyncKeeper(PartialFile file) {
    this.file = file;
    this.thread = Thread.ofVirtual().name("sync").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(EVERY_MILLIS);
        if (file.unsynced() > 0) {
          file.sync();
        }
      }
    } catch (InterruptedException _) {
      LOG.trace("done");
    } catch (IOException e) {
      // The file will not be published then, and the caller is told why.
      if (!closed) {
        LOG.warn("cannot sync a partial file", e);
      }
    }
  }

  /// Does not wait: a sync that is under way may last long, and a pause must not.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
