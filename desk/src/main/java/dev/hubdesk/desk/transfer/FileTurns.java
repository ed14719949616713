package dev.hubdesk.desk.transfer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who in this process works on which file: two jobs that need the same one fetch it once.
final class FileTurns {

  private final Map<Path, Thread> held = new HashMap<>();

  /// Waits until nobody else works on the blob.
  synchronized Turn take(Path blob) throws InterruptedException {
    while (held.containsKey(blob)) {
      wait();
    }
    held.put(blob, Thread.currentThread());
    return () -> release(blob);
  }

  /// The blob, if nobody works on it.
  synchronized Optional<Turn> tryTake(Path blob) {
    return held.putIfAbsent(blob, Thread.currentThread()) == null
        ? Optional.of(() -> release(blob))
        : Optional.empty();
  }

  private synchronized void release(Path blob) {
    held.remove(blob);
    notifyAll();
  }

  /// Ends the work.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }
}
