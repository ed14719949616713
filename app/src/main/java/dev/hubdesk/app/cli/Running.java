package dev.hubdesk.app.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started, to be closed in reverse: when a later start fails, or when the process is
/// told to stop (SIGTERM, SIGINT). After a clean stop the exit code is 0, not the JVM's 143: who
/// asked for the stop got what he asked for, and supervisors need not be told about 143.
final class Running implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Remembers something that has been started.
  synchronized <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  /// Closes everything when the process is told to stop, and ends it.
  void stopWithTheProcess() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
  }

  /// Waits until everything is closed.
  void await() throws InterruptedException {
    closed.await();
  }

  private void stop() {
    if (closed.getCount() == 0) {
      return; // the command has ended by itself, with its own exit code
    }
    LOG.info("stopping");
    int code = closeAll() ? ExitCode.OK : ExitCode.FAILED;
    LOG.info("stopped");
    Runtime.getRuntime().halt(code);
  }

  private synchronized boolean closeAll() {
    boolean clean = true;
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.what().close();
      } catch (Exception e) {
        clean = false;
        LOG.error("{} did not close", part.name(), e);
      }
    }
    closed.countDown();
    return clean;
  }

  @Override
  public void close() {
    closeAll();
  }

  private record Part(String name, AutoCloseable what) {}
}
