package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is left of a job that is stopped, paused or forgotten before it is complete.
class JobEndsTest extends DeskRig {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String MODEL = "models/acme/big";

  @BeforeEach
  void publish() {
    var random = new Random(7);
    hub.text(MODEL, "config.json", "{}");
    for (String name : List.of("a.safetensors", "b.safetensors")) {
      var weights = new byte[2 << 20];
      random.nextBytes(weights);
      hub.file(MODEL, name, weights).file("models/acme/fork", name, weights);
    }
  }

  @Test
  void cancellingRemovesWhatTheJobHasBegunAndKeepsWhatIsWhole() throws Exception {
    String config = started("config", 2);
    client.await(config, "completed");
    String id = started("a.safe", 100_000);

    client.delete("/api/jobs/" + id).ok();

    awaitPartials(0);
    assertThat(snapshot().resolve("config.json")).hasContent("{}");
    assertThat(client.get("/api/jobs/" + id).ok().path("status").asText()).isEqualTo("cancelled");
    hub.slow(0);
    client.post("/api/jobs/" + id + "/retry", "").ok();
    client.await(id, "completed");
    assertThat(Files.size(snapshot().resolve("a.safetensors"))).isEqualTo(2 << 20);
  }

  @Test
  void cancellingLeavesWhatAnotherJobNeeds() throws Exception {
    String first = started("a.safe", 100_000);
    String second = started("b.safe", 100_000);
    String both = client.download("{\"repo\": \"acme/big\"}");
    awaitPlan(both);
    client.post("/api/jobs/" + both + "/pause", "").ok();
    assertThat(partials()).hasSize(2);

    client.delete("/api/jobs/" + first).ok();
    client.delete("/api/jobs/" + second).ok();
    Thread.sleep(300);

    assertThat(partials()).as("the paused job goes on with them").hasSize(2);
    client.delete("/api/jobs/" + both).ok();
    awaitPartials(0);
  }

  @Test
  void aJobOfAnotherRepositoryWithTheSameContentNeedsNothingHere() throws Exception {
    String id = started("a.safe", 100_000);
    String fork = client.download("{\"repo\": \"acme/fork\"}");
    awaitPlan(fork);

    client.delete("/api/jobs/" + id).ok();

    awaitPartials(0);
    client.delete("/api/jobs/" + fork).ok();
  }

  @Test
  void aPausedJobIsCleanedUpAfterARestartToo() throws Exception {
    String id = started("a.safe", 100_000);
    client.post("/api/jobs/" + id + "/pause", "").ok();
    restart();
    assertThat(partials()).hasSize(1);

    client.delete("/api/jobs/" + id).ok();
    awaitPartials(0);
  }

  @Test
  void dismissingAPausedJobRemovesWhatItHasBegun() throws Exception {
    String id = started("a.safe", 100_000);
    client.post("/api/jobs/" + id + "/pause", "").ok();

    client.post("/api/jobs/" + id + "/dismiss", "").ok();

    assertThat(client.get("/api/jobs/" + id).status()).isEqualTo(404);
    awaitPartials(0);
    restart();
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void aWaitingJobCanBePausedAndTheNewestStartedMakesRoom() throws Exception {
    String first = started("a.safe", 100_000);
    String second = started("b.safe", 100_000);

    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    JsonNode requeued = client.await(second, "queued");
    assertThat(requeued.has("error")).isFalse();
    assertThat(client.get("/api/jobs/" + first).ok().path("status").asText()).isEqualTo("running");

    client.post("/api/jobs/" + second + "/pause", "").ok();
    assertThat(client.get("/api/jobs/" + second).ok().path("status").asText()).isEqualTo("paused");
    client.post("/api/jobs/" + second + "/resume", "").ok();
    hub.slow(0);
    client.await(first, "completed");
    client.await(second, "completed");
  }

  private String started(String filter, long bytes) throws Exception {
    hub.slow(20);
    String id = client.download("{\"repo\": \"acme/big\", \"filters\": [\"" + filter + "\"]}");
    client.awaitBytes(id, bytes);
    return id;
  }

  private void awaitPlan(String id) throws Exception {
    client.await(id, PATIENCE, job -> job.at("/progress/totalFiles").asInt() > 0);
  }

  private Path snapshot() {
    return desk.cache().resolve("models--acme--big/snapshots/" + FakeHub.COMMIT);
  }

  private List<Path> partials() throws IOException {
    try (Stream<Path> blobs = Files.list(desk.cache().resolve("models--acme--big/blobs"))) {
      return blobs
          .filter(blob -> blob.toString().endsWith(".incomplete"))
          .filter(blob -> !blob.toString().endsWith(".journal.incomplete"))
          .toList();
    }
  }

  private void awaitPartials(int count) throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (partials().size() != count && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(partials()).hasSize(count);
  }
}
