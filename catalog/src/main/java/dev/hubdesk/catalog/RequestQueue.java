package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Requests in the order they came. Its length is bounded by the callers, who all wait.
final class RequestQueue {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Request<?, ?>> requests = new ArrayDeque<>();
  private boolean closed;

  /// @throws FailureException with `Unavailable` when the queue is closed
  void add(Request<?, ?> request) {
    lock.lock();
    try {
      if (closed) {
        throw new FailureException(new Failure.Unavailable("The database is closed"));
      }
      requests.add(request);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next requests.
  ///
  /// @param most how many to take at once
  /// @return empty when the queue is closed and all that was accepted has been taken
  List<Request<?, ?>> take(int most) {
    lock.lock();
    try {
      while (requests.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      var taken = new ArrayList<Request<?, ?>>(Math.min(most, requests.size()));
      while (taken.size() < most && !requests.isEmpty()) {
        taken.add(requests.remove());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Accepts nothing more.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
