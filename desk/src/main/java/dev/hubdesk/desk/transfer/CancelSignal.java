package dev.hubdesk.desk.transfer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A switch that stops a transfer; it keeps what has arrived. Once on, it stays on.
public final class CancelSignal {

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

  /// Stops everything that listens. Returns at once; the transfer's own thread ends soon after.
  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      listeners.forEach(Runnable::run);
    }
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  /// Ends the caller when the switch is on.
  public void check() {
    if (isCancelled()) {
      throw new TransferStoppedException();
    }
  }

  /// Calls `action` once when the switch goes on, or now when it is on already. After the listening
  /// is closed the action neither runs nor is still running.
  Listening listen(Runnable action) {
    var listener = new Listener(action);
    listeners.add(listener);
    if (isCancelled()) {
      listener.run();
    }
    return () -> {
      listener.silence();
      listeners.remove(listener);
    };
  }

  /// Ends the listening.
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Listener implements Runnable {

    private final Runnable action;
    private boolean over;

    Listener(Runnable action) {
      this.action = action;
    }

    @Override
    public synchronized void run() {
      if (!over) {
        over = true;
        action.run();
      }
    }

    synchronized void silence() {
      over = true;
    }
  }
}
