package dev.hubdesk.catalog;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;

/// Work that one thread hands to another, which runs it (more than once if it must) and answers.
final class Request<T extends @Nullable Object, X extends Exception> {

  private final Database.Work<T, X> work;
  private final CountDownLatch answered = new CountDownLatch(1);
  private @Nullable T result;
  private @Nullable Throwable error;

  Request(Database.Work<T, X> work) {
    this.work = work;
  }

  /// Runs the work and keeps what came of it; false when it failed.
  boolean run(Handle handle) {
    result = null;
    error = null;
    try {
      result = work.with(handle);
      return true;
    } catch (Throwable e) {
      error = e;
      return false;
    }
  }

  /// Replaces what came of the work by an error of the transaction around it.
  void fail(SQLException e) {
    result = null;
    error = new TransactionException("The transaction failed", e);
  }

  /// Lets [#await()] return.
  void answer() {
    answered.countDown();
  }

  /// Waits for the answer. An interrupt does not end the wait, or nobody would know what became of
  /// the work; it is kept for afterwards.
  @SuppressWarnings("NullAway") // result is null only where T admits it
  T await() throws X {
    boolean interrupted = false;
    while (true) {
      try {
        answered.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (error != null) {
      throw Request.<RuntimeException>asIs(
          error instanceof RuntimeException e ? SqlFailures.translate(e) : error);
    }
    return result;
  }

  /// Everything that work can throw is unchecked or declared by [#await()].
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E asIs(Throwable error) throws E {
    throw (E) error;
  }
}
