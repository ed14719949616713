package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsTest extends DeskRig {

  private static final String MODEL = "models/acme/big";
  private static final String DOWNLOAD = "{\"repo\": \"acme/big\"}";

  private final byte[] weights = new byte[2 << 20];

  @BeforeEach
  void publish() {
    new Random(7).nextBytes(weights);
    hub.file(MODEL, "model.safetensors", weights)
        .text(MODEL, "config.json", "{}")
        .text(MODEL, "sub/empty.txt", "");
  }

  private String startSlowly() throws Exception {
    hub.slow(20);
    DeskClient.Answer answer = client.post("/api/download", DOWNLOAD);
    assertThat(answer.status()).isEqualTo(202);
    String id = answer.json().path("id").asText();
    client.awaitBytes(id, 100_000);
    return id;
  }

  private static long bytes(JsonNode job) {
    return job.at("/progress/downloadedBytes").asLong();
  }

  private Path snapshot() {
    return desk.cache().resolve("models--acme--big/snapshots/" + FakeHub.COMMIT);
  }

  @Test
  void aDownloadIsAcceptedAndEndsInTheCache() throws Exception {
    DeskClient.Answer accepted = client.post("/api/download", DOWNLOAD);

    JsonNode job = client.await(accepted.json().path("id").asText(), "completed");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(job.path("id").asText()).matches("[0-9a-f]{12}");
    assertThat(job.path("repo").asText()).isEqualTo("acme/big");
    assertThat(job.path("revision").asText()).isEqualTo("main");
    assertThat(job.path("commit").asText()).isEqualTo(FakeHub.COMMIT);
    assertThat(job.path("endpoint").asText()).isEqualTo(hub.url());
    assertThat(job.path("hubDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(job.at("/progress/totalFiles").asInt()).isEqualTo(3);
    assertThat(job.at("/progress/completedFiles").asInt()).isEqualTo(3);
    assertThat(bytes(job)).isEqualTo(weights.length + 2L);
    assertThat(job.path("files").findValuesAsText("status")).containsOnly("complete").hasSize(3);
    assertThat(snapshot().resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(snapshot().resolve("sub/empty.txt")).isEmptyFile();
    assertThat(desk.cache().resolve("models--acme--big/refs/main")).hasContent(FakeHub.COMMIT);
  }

  @Test
  void theSameDownloadIsNotStartedTwice() throws Exception {
    String id = startSlowly();

    DeskClient.Answer again =
        client.post("/api/download", "{\"repo\": \"acme/big\", \"filters\": []}");
    DeskClient.Answer other =
        client.post("/api/download", "{\"repo\": \"acme/big\", \"filters\": [\"config\"]}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/job/id").asText()).isEqualTo(id);
    assertThat(again.json().path("message").asText()).isEqualTo("Download already in progress");
    assertThat(other.status()).isEqualTo(202);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isEqualTo(2);
  }

  @Test
  void aDryRunAnswersThePlan() throws Exception {
    JsonNode plan = client.post("/api/download", "{\"repo\": \"acme/big\", \"dryRun\": true}").ok();

    assertThat(plan.path("totalFiles").asInt()).isEqualTo(3);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void aPausedJobKeepsWhatHasArrivedAndGoesOn() throws Exception {
    String id = startSlowly();

    JsonNode paused = client.post("/api/jobs/" + id + "/pause", "").ok();
    JsonNode job = client.get("/api/jobs/" + id).ok();
    assertThat(paused.toString()).isEqualTo("{\"success\":true,\"message\":\"Job paused\"}");
    assertThat(job.path("status").asText()).isEqualTo("paused");
    assertThat(bytes(job)).isBetween(100_000L, weights.length + 1L);

    hub.slow(0);
    client.post("/api/jobs/" + id + "/resume", "").ok();
    client.await(id, "completed");
    assertThat(snapshot().resolve("model.safetensors")).hasBinaryContent(weights);
  }

  @Test
  void aCancelledJobCanBeRetriedOrDismissed() throws Exception {
    String id = startSlowly();

    assertThat(client.post("/api/jobs/" + id + "/dismiss", "").status()).isEqualTo(409);
    client.delete("/api/jobs/" + id).ok();
    assertThat(client.get("/api/jobs/" + id).ok().path("status").asText()).isEqualTo("cancelled");
    assertThat(client.post("/api/jobs/" + id + "/pause", "").errorCode()).isEqualTo("conflict");

    hub.slow(0);
    client.post("/api/jobs/" + id + "/retry", "").ok();
    client.await(id, "completed");
    client.post("/api/jobs/" + id + "/dismiss", "").ok();
    assertThat(client.get("/api/jobs/" + id).status()).isEqualTo(404);
    assertThat(client.delete("/api/jobs/" + id).errorCode()).isEqualTo("not_found");
  }

  @Test
  void whatWasRunningGoesOnByItselfAfterARestart() throws Exception {
    String id = startSlowly();
    client.post("/api/download", "{\"repo\": \"acme/big\", \"filters\": [\"config\"]}").ok();

    shut();
    hub.slow(0);
    open();

    JsonNode job = client.await(id, "completed");
    assertThat(job.path("commit").asText()).isEqualTo(FakeHub.COMMIT);
    assertThat(snapshot().resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isEqualTo(2);
  }

  @Test
  void whatPeopleDidWithJobsOutlivesTheProcess() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    String running = startSlowly();
    hub.slow(500);
    String paused = queued("config");
    client.post("/api/jobs/" + paused + "/pause", "").ok();
    String cancelled = queued("empty");
    client.delete("/api/jobs/" + cancelled).ok();
    String forgotten = queued("sub");
    client.delete("/api/jobs/" + forgotten).ok();
    client.post("/api/jobs/" + forgotten + "/dismiss", "").ok();
    String waiting = queued("json");

    for (int starts = 0; starts < 2; starts++) {
      JsonNode jobs = client.get("/api/jobs").ok().path("jobs");
      assertThat(jobs.findValuesAsText("id")).containsExactly(waiting, cancelled, paused, running);
      assertThat(jobs.at("/0/status").asText()).isEqualTo("queued");
      assertThat(jobs.at("/1/status").asText()).isEqualTo("cancelled");
      assertThat(jobs.at("/2/status").asText()).isEqualTo("paused");
      assertThat(jobs.at("/3/status").asText()).isEqualTo("running");
      restart();
    }
  }

  private String queued(String filter) throws Exception {
    String body = "{\"repo\": \"acme/big\", \"filters\": [\"" + filter + "\"]}";
    return client.download(body);
  }

  @Test
  void aFailedJobSaysWhyAndStandsInTheHistory() throws Exception {
    String unmatched =
        client
            .post("/api/download", "{\"repo\": \"acme/big\", \"filters\": [\"q4_k_m\"]}")
            .ok()
            .path("id")
            .asText();

    assertThat(client.await(unmatched, "failed").path("error").asText()).contains("No file");
    JsonNode history = client.get("/api/history").ok();
    assertThat(history.path("total").asInt()).isEqualTo(1);
    assertThat(history.path("entries").findValuesAsText("status")).containsOnly("failed");
    assertThat(history.at("/entries/0/startedAt").asText()).isNotBlank();
    assertThat(Files.exists(snapshot())).isFalse();
  }

  @Test
  void whatNoEndpointHasMakesNoJob() throws Exception {
    DeskClient.Answer missing = client.post("/api/download", "{\"repo\": \"acme/none\"}");
    DeskClient.Answer revision =
        client.post("/api/download", "{\"repo\": \"acme/big\", \"revision\": \"none\"}");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.errorCode()).isEqualTo("not_found");
    assertThat(missing.json().path("error").asText()).isEqualTo("Repository not found");
    assertThat(revision.status()).isEqualTo(404);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
    assertThat(client.get("/api/history").ok().path("total").asInt()).isZero();
  }

  @Test
  void anEndpointThatFailsMakesNoJob() throws Exception {
    hub.refuseWith(500);
    DeskClient.Answer broken = client.post("/api/download", DOWNLOAD);
    hub.refuseWith(403);
    DeskClient.Answer forbidden = client.post("/api/download", DOWNLOAD);

    assertThat(broken.status()).isEqualTo(502);
    assertThat(broken.errorCode()).isEqualTo("bad_gateway");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void aDuplicateIsAnsweredWithoutAskingTheHub() throws Exception {
    String id = startSlowly();
    hub.refuseWith(500);

    DeskClient.Answer again = client.post("/api/download", DOWNLOAD);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/job/id").asText()).isEqualTo(id);
  }

  @Test
  void aJobHasItsCommitFromTheStart() throws Exception {
    JsonNode job = client.post("/api/download", DOWNLOAD).ok();

    assertThat(job.path("commit").asText()).isEqualTo(FakeHub.COMMIT);
    assertThat(job.path("endpoint").asText()).isEqualTo(hub.url());
  }

  @Test
  void noMoreJobsRunThanTheSettingsAllow() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    String first = startSlowly();

    String second =
        client
            .post("/api/download", "{\"repo\": \"acme/big\", \"filters\": [\"config\"]}")
            .ok()
            .path("id")
            .asText();
    assertThat(client.get("/api/jobs/" + second).ok().path("status").asText()).isEqualTo("queued");
    client.post("/api/jobs/" + first + "/pause", "").ok();
    client.await(second, "completed");
  }
}
