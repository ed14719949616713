package dev.hubdesk.desk.events;

import dev.hubdesk.desk.places.DiskRoom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures the disk now and then while anybody listens, on a thread of its own: a share that hangs
/// must not keep jobs from telling their news.
public final class DiskWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  private static final Duration TICK = Duration.ofSeconds(5);

  /// What is worth telling.
  private static final long GRAIN = 1 << 20;

  private final EventHub hub;
  private final Supplier<Path> folder;
  private final Thread thread;

  /// @param folder where downloads go now
  public DiskWatch(EventHub hub, Supplier<Path> folder) {
    this.hub = hub;
    this.folder = folder;
    this.thread = Thread.ofVirtual().name("disk-watch").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        if (hub.isHeard()) {
          measure();
        }
        Thread.sleep(TICK);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void measure() {
    Path path = folder.get();
    try {
      DiskRoom room = DiskRoom.of(path);
      hub.diskMeasured(new DiskNews(path.toString(), room.free() / GRAIN * GRAIN, room.total()));
    } catch (IOException e) {
      LOG.debug("The room in {} cannot be told: {}", path, e.toString());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
