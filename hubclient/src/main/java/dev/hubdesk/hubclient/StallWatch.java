package dev.hubdesk.hubclient;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes bodies on which a reader has waited for too long. The JDK's client has no time limit for
/// the body. Only the time inside a read counts: a reader that is busy elsewhere does not stall.
final class StallWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);

  private final Duration patience;
  private final Set<WatchedBody> reading = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  StallWatch(Duration patience) {
    this.patience = patience;
    this.thread = Thread.ofVirtual().name("stall-watch").start(this::run);
  }

  InputStream watch(InputStream body) {
    var watched = new WatchedBody(body, this);
    reading.add(watched);
    return watched;
  }

  Duration patience() {
    return patience;
  }

  void forget(WatchedBody body) {
    reading.remove(body);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(Math.max(20, patience.toMillis() / 8));
        long now = System.nanoTime();
        for (WatchedBody body : reading) {
          if (body.waitingNanos(now) > patience.toNanos()) {
            giveUp(body);
          }
        }
      }
    } catch (InterruptedException _) {
      LOG.trace("closed");
    }
  }

  private static void giveUp(WatchedBody body) {
    try {
      body.stall();
    } catch (IOException e) {
      LOG.debug("closing a silent connection", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
