package dev.hubdesk.desk.transfer;

import java.util.function.IntSupplier;

/// The connections that the whole Desk may hold open. Another limit counts from the next one on.
final class ConnectionBudget {

  private final IntSupplier limit;
  private int used;

  ConnectionBudget(IntSupplier limit) {
    this.limit = limit;
  }

  synchronized void acquire() throws InterruptedException {
    while (used >= limit.getAsInt()) {
      wait();
    }
    used++;
  }

  synchronized void release() {
    used--;
    notifyAll();
  }
}
