package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a job that is stopped, paused or forgotten before it is complete.
class JobEndsTest {

  private static final String MODEL = "models/acme/big";

  @TempDir private Path folder;
  private FakeHub hub;
  private RunningDesk desk;
  private DeskClient client;

  @BeforeEach
  void start() throws Exception {
    var random = new Random(7);
    hub = new FakeHub().text(MODEL, "config.json", "{}");
    for (String name : List.of("a.safetensors", "b.safetensors")) {
      var weights = new byte[2 << 20];
      random.nextBytes(weights);
      hub.file(MODEL, name, weights).file("models/acme/fork", name, weights);
    }
    open();
  }

  private void open() throws Exception {
    desk = RunningDesk.on(folder).endpoint(hub.url()).start();
    client = new DeskClient(desk.url());
  }

  private void shut() throws Exception {
    client.close();
    desk.close();
  }

  @AfterEach
  void stop() throws Exception {
    shut();
    hub.close();
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
    String both = id(client.post("/api/download", "{\"repo\": \"acme/big\"}").ok());
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
    String fork = id(client.post("/api/download", "{\"repo\": \"acme/fork\"}").ok());
    awaitPlan(fork);

    client.delete("/api/jobs/" + id).ok();

    awaitPartials(0);
    client.delete("/api/jobs/" + fork).ok();
  }

  @Test
  void aPausedJobIsCleanedUpAfterARestartToo() throws Exception {
    String id = started("a.safe", 100_000);
    client.post("/api/jobs/" + id + "/pause", "").ok();
    shut();
    open();
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
    shut();
    open();
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
    JsonNode accepted =
        client
            .post("/api/download", "{\"repo\": \"acme/big\", \"filters\": [\"" + filter + "\"]}")
            .ok();
    String id = id(accepted);
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      JsonNode job = client.get("/api/jobs/" + id).ok();
      if (job.at("/progress/downloadedBytes").asLong() >= bytes) {
        return id;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("nothing arrives");
  }

  private void awaitPlan(String id) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (client.get("/api/jobs/" + id).ok().at("/progress/totalFiles").asInt() == 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static String id(JsonNode job) {
    return job.path("id").asText();
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
