package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that asks to wait.
@Timeout(30)
class RequestedWaitsTest {

  private static final Duration BRIEF = Duration.ofMillis(1);
  private static final RetryPolicy ONE_SECOND =
      new RetryPolicy(2, BRIEF, BRIEF, Duration.ofSeconds(1));

  private ScriptedHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new ScriptedHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({"429,Retry-After,1", "503,Retry-After,1", "429,RateLimit,'\"api\";r=0;t=1'"})
  void isObeyed(int status, String header, String value) throws Exception {
    busyOnce(status, header, value);
    assertThat(timeOf(ONE_SECOND.inHurry())).isGreaterThan(Duration.ofSeconds(1));
    assertThat(hub.asked()).hasSize(2);
  }

  @Test
  void isToldAtOnceToSomebodyInAHurry() {
    busyOnce(429, "Retry-After", "120");
    assertThatThrownBy(() -> timeOf(ONE_SECOND.inHurry()))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("the server asks to wait 120 s");
    assertThat(hub.asked()).hasSize(1);
  }

  @Test
  void isObeyedAsLongAsSomebodyWithTimeHasPatience() throws Exception {
    busyOnce(429, "Retry-After", "120");
    assertThat(timeOf(ONE_SECOND)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    assertThat(hub.asked()).hasSize(2);
  }

  @Test
  void endsPromptlyWithAnInterrupt() throws Exception {
    busyOnce(429, "Retry-After", "120");
    var answer = new FutureTask<>(() -> timeOf(RetryPolicy.DEFAULT));
    Thread waiting = Thread.ofVirtual().start(answer);
    while (hub.asked().isEmpty() || waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(10);
    }
    waiting.interrupt();
    assertThatThrownBy(() -> answer.get(2, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(hub.asked()).hasSize(1);
  }

  private void busyOnce(int status, String header, String value) {
    hub.answers((n, _) ->
        n == 1 ? new Reply(status, Map.of(header, value), "") : Reply.json("{\"name\":\"ana\"}"));
  }

  private Duration timeOf(RetryPolicy policy) throws InterruptedException {
    long started = System.nanoTime();
    try (var transport = new Transport(TransportSettings.DEFAULT.withRetries(policy))) {
      new WhoAmI(transport, hub.endpoint()).call();
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
