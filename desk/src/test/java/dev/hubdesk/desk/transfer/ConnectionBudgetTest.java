package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {

  @Test
  void followsALimitThatChanges() throws InterruptedException {
    var limit = new AtomicInteger(1);
    var budget = new ConnectionBudget(limit::get);
    budget.acquire();
    var got = new CountDownLatch(2);
    Runnable taker =
        () -> {
          try {
            budget.acquire();
            got.countDown();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    Thread one = Thread.ofVirtual().start(taker);
    Thread two = Thread.ofVirtual().start(taker);
    assertThat(got.await(50, TimeUnit.MILLISECONDS)).isFalse();

    limit.set(2);
    budget.release();

    assertThat(got.await(5, TimeUnit.SECONDS)).isTrue();
    one.join();
    two.join();
  }
}
