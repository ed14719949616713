package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Hub that asks to come back later. People are told; jobs wait.
@Timeout(120)
class BusyHubTest extends DeskRig {

  private static final String DOWNLOAD = "{\"repo\": \"acme/big\"}";
  private static final String LISTING = "GET /api/models/acme/big/tree/" + FakeHub.COMMIT;

  @BeforeEach
  void publish() {
    hub.text("models/acme/big", "config.json", "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "dryRun", "analyze"})
  void whoWaitsForAnAnswerIsToldHowLong(String question) throws Exception {
    hub.busyFor(90);
    DeskClient.Answer answer =
        switch (question) {
          case "plan" -> client.post("/api/plan", DOWNLOAD);
          case "dryRun" ->
              client.post("/api/download", "{\"repo\": \"acme/big\", \"dryRun\": true}");
          default -> client.get("/api/analyze/acme/big");
        };
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("error").asText()).contains("asks to wait 90 s");
    assertThat(listings()).isOne();
  }

  @Test
  void aJobWaitsAsLongAsItIsAskedTo() throws Exception {
    hub.busyFor(12);
    long started = System.nanoTime();
    String job = client.download(DOWNLOAD);
    client.await(job, "completed");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(12));
    assertThat(listings()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "cancel"})
  void aJobThatWaitsIsStoppedAtOnce(String how) throws Exception {
    hub.busyFor(240);
    String job = client.download(DOWNLOAD);
    while (listings() == 0) {
      Thread.sleep(20);
    }
    if (how.equals("pause")) {
      client.post("/api/jobs/" + job + "/pause", "").ok();
      client.post("/api/jobs/" + job + "/resume", "").ok();
    } else {
      client.delete("/api/jobs/" + job).ok();
      client.post("/api/jobs/" + job + "/retry", "").ok();
    }
    // The next run begins when the one that waited has ended.
    client.await(job, "completed", Duration.ofSeconds(20));
    assertThat(listings()).isEqualTo(2);
  }

  private long listings() {
    return hub.seen().stream().filter(LISTING::equals).count();
  }
}
