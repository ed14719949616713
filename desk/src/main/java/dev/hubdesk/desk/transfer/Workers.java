package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs tasks at the same time, each on a virtual thread, and waits for all. The first failure
/// interrupts the others and is the one that is reported; so does an interruption of the caller.
final class Workers {

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Workers() {}

  /// Runs `count` copies of a task.
  static void run(String name, int count, Task task) throws IOException, InterruptedException {
    var group = new Workers();
    for (int i = 0; i < count; i++) {
      group.threads.add(Thread.ofVirtual().name(name + "-" + i).unstarted(() -> group.call(task)));
    }
    group.threads.forEach(Thread::start);
    group.await();
  }

  private void call(Task task) {
    try {
      task.run();
    } catch (Throwable e) {
      // Handed to the caller by await().
      if (failure.compareAndSet(null, e)) {
        threads.forEach(Thread::interrupt);
      }
    }
  }

  private void await() throws IOException, InterruptedException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException _) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      throw new InterruptedException();
    }
    report();
  }

  private void report() throws IOException, InterruptedException {
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /// One of the tasks.
  interface Task {
    void run() throws IOException, InterruptedException;
  }
}
