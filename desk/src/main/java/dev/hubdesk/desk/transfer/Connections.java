package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.hubclient.RetryableException;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.time.Duration;

/// One file's connections out of the budget of all, and what happens when one fails.
final class Connections {

  private final Transport transport;
  private final ConnectionBudget budgetOfAll;

  Connections(Transport transport, ConnectionBudget budgetOfAll) {
    this.transport = transport;
    this.budgetOfAll = budgetOfAll;
  }

  Transport transport() {
    return transport;
  }

  /// Repeats an attempt until it succeeds, or there is no sense in another. The wait between two
  /// attempts holds no connection.
  void attempt(FileTransfer transfer, RetryBudget budget, Progress progress, Attempt attempt)
      throws IOException, InterruptedException {
    while (true) {
      IOException failure;
      budgetOfAll.acquire();
      try {
        attempt.run();
        return;
      } catch (RangeIgnoredException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      } finally {
        budgetOfAll.release();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      Duration wait = waitAfter(transfer, budget, failure);
      progress.retrying(transfer.path(), FaultWords.reason(failure), wait);
      Thread.sleep(wait);
    }
  }

  private static Duration waitAfter(
      FileTransfer transfer, RetryBudget budget, IOException failure) {
    if (failure instanceof RetryableException e) {
      return budget
          .failed(e.asked().orElse(null))
          .orElseThrow(() -> new FailureException(e.failure()));
    }
    if (failure instanceof WrongAnswerException e) {
      return budget.failed(null).orElseThrow(e::refusal);
    }
    return budget
        .failed(null)
        .orElseThrow(
            () -> new FailureException(Transport.unreachable(transfer.endpoint(), failure)));
  }

  /// One try over one connection.
  interface Attempt {
    void run() throws IOException, InterruptedException;
  }
}
