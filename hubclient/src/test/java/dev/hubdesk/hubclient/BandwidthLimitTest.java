package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BandwidthLimitTest {

  @Test
  void withoutALimitNothingWaits() throws IOException {
    assertThat(seconds(() -> read(new BandwidthLimit(0), 8 << 20))).isLessThan(2);
  }

  @Test
  void readersShareTheLimit() throws Exception {
    var limit = new BandwidthLimit(1_000_000);
    var threads = new Thread[4];
    double seconds =
        seconds(() -> {
          for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> quietly(limit, 200_000));
          }
          for (Thread thread : threads) {
            join(thread);
          }
        });
    assertThat(seconds).isBetween(0.7, 3.0);
  }

  @Test
  void aReaderThatWaitsHearsOfAnotherLimit() throws Exception {
    var limit = new BandwidthLimit(10);
    Thread reader = Thread.ofVirtual().start(() -> quietly(limit, 1_000_000));
    Thread.sleep(100);
    assertThat(reader.isAlive()).isTrue();
    limit.change(0);
    assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    var limit = new BandwidthLimit(10);
    var failure = new AtomicReference<Throwable>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                read(limit, 1_000_000);
              } catch (IOException e) {
                failure.set(e);
              }
            });
    Thread.sleep(100);
    reader.interrupt();
    reader.join();
    assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void aSpeedIsNotNegative() {
    assertThatThrownBy(() -> new BandwidthLimit(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void quietly(BandwidthLimit limit, int bytes) {
    try {
      read(limit, bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(BandwidthLimit limit, int bytes) throws IOException {
    try (InputStream in = new LimitedBody(new ByteArrayInputStream(new byte[bytes]), limit)) {
      assertThat(in.readAllBytes()).hasSize(bytes);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double seconds(Work work) throws IOException {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }

  private interface Work {
    void run() throws IOException;
  }
}
