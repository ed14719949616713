package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs that wait for others: whose turn it is, and what can be done with them meanwhile.
@Timeout(120)
class QueueTest extends DeskRig {

  @BeforeEach
  void start() throws Exception {
    hub.file("models/acme/big", "model.safetensors", new byte[2 << 20])
        .text("models/acme/big", "config.json", "{}")
        .text("datasets/acme/big", "train.csv", "a,b");
    for (String name : List.of("one", "two", "three")) {
      hub.text("models/acme/" + name, "config.json", "{}");
    }
  }

  private String download(String body) throws Exception {
    DeskClient.Answer answer = client.post("/api/download", body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.json().path("id").asText();
  }

  private String repo(String name) throws Exception {
    return download("{\"repo\": \"acme/" + name + "\"}");
  }

  private String status(String id) throws Exception {
    return client.get("/api/jobs/" + id).ok().path("status").asText();
  }

  /// One download that takes its time, and room for no other.
  private String occupy() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    hub.slow(200);
    String id = repo("big");
    client.await(id, "running");
    return id;
  }

  @Test
  void theOldestIsNext() throws Exception {
    String running = occupy();
    List<String> waiting = List.of(repo("one"), repo("two"), repo("three"));
    client.post("/api/jobs/" + waiting.getFirst() + "/pause", "").ok();
    client.post("/api/jobs/" + waiting.getFirst() + "/resume", "").ok();

    hub.slow(0);
    client.delete("/api/jobs/" + running).ok();

    Instant before = Instant.EPOCH;
    for (String id : waiting) {
      JsonNode job = client.await(id, "completed");
      Instant begun = Instant.parse(job.path("startedAt").asText());
      assertThat(begun).isAfterOrEqualTo(before);
      before = begun;
    }
  }

  @Test
  void moreRoomStartsThoseThatWaitAtOnce() throws Exception {
    String running = occupy();
    String first = repo("one");
    String second = repo("two");
    assertThat(status(first)).isEqualTo("queued");

    client.post("/api/settings", "{\"maxActive\": 3}").ok();

    client.await(first, "completed");
    client.await(second, "completed");
    assertThat(status(running)).isEqualTo("running");
  }

  @Test
  void whatWaitsIsToldAtOnceAndIsNotDismissed() throws Exception {
    occupy();
    try (var socket = new DeskSocket(desk.url())) {
      String waiting = repo("one");

      assertThat(socket.await("job_update", "/data/id", waiting).at("/data/status").asText())
          .isEqualTo("queued");
      DeskClient.Answer refused = client.post("/api/jobs/" + waiting + "/dismiss", "");
      assertThat(refused.errorCode()).isEqualTo("conflict");
      assertThat(status(waiting)).isEqualTo("queued");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"repo\": \"acme/big\", \"revision\": \"" + FakeHub.COMMIT + "\"}",
        "{\"repo\": \"acme/big\", \"dataset\": true}",
        "{\"repo\": \"acme/big\", \"exactMatch\": true}",
        "{\"repo\": \"acme/big\", \"excludes\": [\"x\"]}",
      })
  void whatBringsSomethingElseIsAnotherJob(String body) throws Exception {
    occupy();

    String other = download(body);

    assertThat(status(other)).isEqualTo("queued");
    assertThat(client.post("/api/download", body).json().at("/job/id").asText()).isEqualTo(other);
  }

  @Test
  void whatIsOverOrPausedIsNoDuplicate() throws Exception {
    String paused = occupy();
    client.post("/api/jobs/" + paused + "/pause", "").ok();
    String cancelled = repo("big");
    client.delete("/api/jobs/" + cancelled).ok();

    assertThat(repo("big")).isNotIn(paused, cancelled);
  }

  @Test
  void aFailedJobCanBeForgotten() throws Exception {
    String failed = download("{\"repo\": \"acme/one\", \"filters\": [\"none\"]}");
    client.await(failed, "failed");

    client.post("/api/jobs/" + failed + "/dismiss", "").ok();

    assertThat(client.get("/api/jobs").ok().path("jobs").toString()).isEqualTo("[]");
    assertThat(client.post("/api/jobs/" + failed + "/dismiss", "").status()).isEqualTo(404);
  }

  /// Under another name, and in real files: what is removed is what it began there.
  @Test
  void cancellingCleansTheFolderThatItFills() throws Exception {
    Path models = folder.resolve("Models");
    client.post("/api/settings", "{\"localDir\": \"" + models + "\"}").ok();
    hub.slow(20);
    String id = download("{\"repo\": \"acme/big\", \"localRepo\": \"mine/renamed\"}");
    client.awaitBytes(id, 100_000);
    Path records = models.resolve("mine/renamed/.cache/huggingface/download");
    Path others = Files.writeString(records.resolve("x.0123abcd.incomplete"), "not ours");
    Path source = Files.createDirectories(models.resolve("acme/big"));
    Files.writeString(source.resolve("x.incomplete"), "not ours");
    assertThat(partials(models)).hasSizeGreaterThan(2);

    client.delete("/api/jobs/" + id).ok();

    long end = System.nanoTime() + 10_000_000_000L;
    while (partials(models).size() > 2 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(partials(models)).containsExactlyInAnyOrder(others, source.resolve("x.incomplete"));
  }

  /// Somebody may have tidied up by hand.
  @Test
  void aJobWhoseFolderIsGoneCanBeCancelled() throws Exception {
    hub.slow(20);
    String id = repo("big");
    client.awaitBytes(id, 100_000);
    client.post("/api/jobs/" + id + "/pause", "").ok();
    Files.move(desk.cache(), folder.resolve("elsewhere"));

    client.delete("/api/jobs/" + id).ok();

    assertThat(status(id)).isEqualTo("cancelled");
    hub.slow(0);
    client.post("/api/jobs/" + id + "/retry", "").ok();
    client.await(id, "completed");
  }

  private static List<Path> partials(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(".incomplete")).toList();
    }
  }
}
