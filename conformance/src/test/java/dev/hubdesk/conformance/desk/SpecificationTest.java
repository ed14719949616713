package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published API of the Desk, section by section, its examples as they stand there. What lies
/// behind each shape is tested by the classes of the third column.
///
/// | section | here | and in |
/// |---|---|---|
/// | Error Format | [#errorsHaveTheFlatTextAndTheObject()] | [DeskApiTest] |
/// | Health | [#healthTellsStatusVersionAndTimestamp()] | |
/// | Search | [#searchFindsModelsAndDatasets()] | [DeskApiTest], `SearchTest` |
/// | Analyze | [#analyzeTellsWhatCanBeChosen()] | [DeskApiTest], [AnalyzeWithHubTest] |
/// | Plan | [#aPlanTellsFilesAndStartsNothing()] | [DeskApiTest], [DestinationsTest] |
/// | Download, its notes | [#aDownloadTakesThePlansBodyAndIsReused()], [#theNotesOnDownloadsHold()] | [JobsTest], [DestinationsTest] |
/// | Jobs | [#jobsAreListedActedOnAndDismissed()] | [JobsTest] |
/// | Settings, storage fields | [#settingsTellTheStorageFields()] | [SettingsTest], [SavedSettingsTest] |
/// | Cache | [#theCacheIsListedDescribedDeletedAndRebuilt()] | `CacheTest` |
/// | Mirror | [#targetsAreKeptAndComparedAndCopiedTo()] | `MirrorTest` |
/// | History and Disk | [#historyAndDisk()] | [HistoryTest], [DestinationsTest] |
/// | WebSocket | [#theWebSocketTellsTheThreeKindsOfMessages()] | [CallersTest], [EventsTest] |
/// | every line of method and path | [#everyRouteOfTheSpecificationIsThere(String, String)] | |
class SpecificationTest extends DeskRig {

  private static final String MODEL = "models/owner/name";

  @BeforeEach
  void publish() {
    hub.text(MODEL, "model-Q4_K_M.gguf", "four")
        .text(MODEL, "model-Q8_0.gguf", "eight")
        .text("datasets/owner/fineweb", "train.csv", "a,b");
  }

  private String download() throws Exception {
    JsonNode job = client.post("/api/download", "{\"repo\": \"owner/name\"}").ok();
    String id = job.path("id").asText();
    client.await(id, "completed");
    return id;
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/health",
    "GET, /api/search",
    "GET, /api/analyze/{owner}/{repo}",
    "POST, /api/plan",
    "POST, /api/download",
    "GET, /api/jobs",
    "GET, /api/jobs/{id}",
    "DELETE, /api/jobs/{id}",
    "POST, /api/jobs/{id}/pause",
    "POST, /api/jobs/{id}/resume",
    "POST, /api/jobs/{id}/dismiss",
    "GET, /api/settings",
    "POST, /api/settings",
    "GET, /api/cache",
    "GET, /api/cache/{owner}/{repo}",
    "POST, /api/cache/rebuild",
    "DELETE, /api/cache/{owner}/{repo}",
    "GET, /api/mirror/targets",
    "POST, /api/mirror/targets",
    "DELETE, /api/mirror/targets/{name}",
    "POST, /api/mirror/diff",
    "POST, /api/mirror/push",
    "POST, /api/mirror/pull",
    "GET, /api/history",
    "GET, /api/diskfree",
    "WS, /api/ws",
  })
  void everyRouteOfTheSpecificationIsThere(String method, String path) {
    String shape = shape(method + " " + path);

    assertThat(desk.routes().stream().map(SpecificationTest::shape)).contains(shape);
  }

  /// A route without the names of its parameters.
  private static String shape(String route) {
    return route.replaceAll("\\{[^}]*}", "{}");
  }

  @Test
  void errorsHaveTheFlatTextAndTheObject() throws Exception {
    JsonNode error = client.post("/api/download", "").json();

    assertThat(error.path("ok").isBoolean()).isTrue();
    assertThat(error.path("ok").asBoolean()).isFalse();
    assertThat(error.path("error").asText()).isEqualTo("Invalid request body");
    assertThat(error.path("details").asText()).isNotEmpty();
    assertThat(error.at("/error_detail/code").asText()).isEqualTo("bad_request");
    assertThat(error.at("/error_detail/message").asText()).isEqualTo("Invalid request body");
    assertThat(error.at("/error_detail/details")).isEqualTo(error.path("details"));
    assertThat(error).hasSize(4);
  }

  @Test
  void healthTellsStatusVersionAndTimestamp() throws Exception {
    JsonNode health = client.get("/api/health").ok();

    assertThat(health.path("status").asText()).isEqualTo("ok");
    assertThat(health.path("version").asText()).isEqualTo("test");
    assertThat(Instant.parse(health.path("timestamp").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(health.path("time")).isEqualTo(health.path("timestamp"));
  }

  @Test
  void searchFindsModelsAndDatasets() throws Exception {
    JsonNode models =
        client.get("/api/search?q=Qwen%20GGUF&sort=downloads&limit=40&filter=gguf").ok();
    JsonNode datasets = client.get("/api/search?datasets=true&q=fineweb").ok();

    assertThat(models.path("results").findValuesAsText("id")).containsExactly("owner/name");
    assertThat(datasets.path("results").findValuesAsText("id")).containsExactly("owner/fineweb");
  }

  @Test
  void analyzeTellsWhatCanBeChosen() throws Exception {
    JsonNode told = client.get("/api/analyze/owner/name?revision=main&dataset=false").ok();

    assertThat(told.path("repo").asText()).isEqualTo("owner/name");
    assertThat(told.path("is_dataset").asBoolean(true)).isFalse();
    assertThat(told.path("type").asText()).isEqualTo("gguf");
    assertThat(told.path("files").isArray()).isTrue();
    var items = new HashMap<String, JsonNode>();
    told.path("selectable_items").forEach(one -> items.put(one.path("id").asText(), one));
    JsonNode item = items.getOrDefault("q4_k_m", MissingNode.getInstance());
    assertThat(item.path("label").asText()).isEqualTo("Q4_K_M");
    assertThat(item.path("filter_value").asText()).isEqualTo("q4_k_m");
    assertThat(item.path("recommended").asBoolean()).isTrue();
    assertThat(item.path("files").toString()).isEqualTo("[\"model-Q4_K_M.gguf\"]");
    assertThat(told.path("recommended_filters").toString()).isEqualTo("[\"q4_k_m\"]");
    assertThat(told.at("/recommended_download/repo").asText()).isEqualTo("owner/name");
    assertThat(told.at("/recommended_download/filters").toString()).isEqualTo("[\"q4_k_m\"]");
    assertThat(client.post("/api/download", told.path("recommended_download").toString()).status())
        .isEqualTo(202);
  }

  @Test
  void aPlanTellsFilesAndStartsNothing() throws Exception {
    JsonNode plan =
        client
            .post(
                "/api/plan",
                """
                {
                  "repo": "owner/name",
                  "revision": "main",
                  "dataset": false,
                  "filters": ["q4_k_m"],
                  "excludes": [],
                  "exactMatch": false
                }
                """)
            .ok();

    assertThat(plan.path("files").toString())
        .isEqualTo("[{\"path\":\"model-Q4_K_M.gguf\",\"size\":4,\"lfs\":true}]");
    assertThat(plan.path("totalSize").asLong()).isEqualTo(4);
    assertThat(plan.path("totalFiles").asInt()).isEqualTo(1);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void aDownloadTakesThePlansBodyAndIsReused() throws Exception {
    hub.file(MODEL, "large-Q2_K.gguf", new byte[1 << 19]).slow(100);
    String body =
        """
        {"repo": "owner/name", "revision": "main", "dataset": false, "filters": ["q2_k"],
         "excludes": [], "exactMatch": false}
        """;

    DeskClient.Answer started = client.post("/api/download", body);
    DeskClient.Answer again = client.post("/api/download", body);

    assertThat(started.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/job/id")).isEqualTo(started.json().path("id"));
  }

  @Test
  void theNotesOnDownloadsHold() throws Exception {
    for (String body : List.of("{}", "{\"repo\": \"name\"}", "{\"repo\": \"a/b/c\"}")) {
      assertThat(client.post("/api/download", body).errorCode()).isEqualTo("bad_request");
    }
    JsonNode job = client.get("/api/jobs/" + download()).ok();
    assertThat(job.path("revision").asText()).isEqualTo("main");
    JsonNode ignored =
        client
            .post("/api/download", "{\"repo\": \"owner/name\", \"cacheDir\": \"/elsewhere\"}")
            .ok();
    assertThat(ignored.path("outputDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(
            client
                .post("/api/download", "{\"repo\": \"owner/name\", \"localDir\": \"/elsewhere\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void jobsAreListedActedOnAndDismissed() throws Exception {
    hub.file(MODEL, "large-Q2_K.gguf", new byte[1 << 19]).slow(100);
    JsonNode started =
        client.post("/api/download", "{\"repo\": \"owner/name\", \"filters\": [\"q2_k\"]}").ok();
    String job = "/api/jobs/" + started.path("id").asText();

    assertThat(client.get("/api/jobs").ok().at("/jobs/0/id")).isEqualTo(started.path("id"));
    assertThat(client.post(job + "/dismiss", "").status()).isEqualTo(409);
    assertThat(client.post(job + "/pause", "").ok().path("success").asBoolean()).isTrue();
    assertThat(client.get(job).ok().path("status").asText()).isEqualTo("paused");
    assertThat(client.post(job + "/resume", "").ok().path("success").asBoolean()).isTrue();
    assertThat(client.delete(job).ok().path("success").asBoolean()).isTrue();
    assertThat(client.get(job).ok().path("status").asText()).isEqualTo("cancelled");
    assertThat(client.post(job + "/dismiss", "").ok().path("success").asBoolean()).isTrue();
    assertThat(client.get(job).errorCode()).isEqualTo("not_found");
  }

  @Test
  void theStorageFieldsAreThereBeforeAnybodySetsThem() throws Exception {
    JsonNode settings = client.get("/api/settings").ok();

    assertThat(settings.path("cacheDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(settings.path("localDir").toString()).isEqualTo("\"\"");
    assertThat(settings.path("localScanDirs").toString()).isEqualTo("[]");
  }

  @Test
  void settingsTellTheStorageFields() throws Exception {
    String cache = DeskClient.JSON.writeValueAsString(folder.resolve("huggingface").toString());
    String models = DeskClient.JSON.writeValueAsString(folder.resolve("Models").toString());
    String studio =
        DeskClient.JSON.writeValueAsString(folder.resolve("LM Studio/models").toString());
    client
        .post(
            "/api/settings",
            """
            {"cacheDir": %s, "localDir": %s, "localScanDirs": [%s, %s]}
            """
                .formatted(cache, models, models, studio))
        .ok();

    JsonNode settings = client.get("/api/settings").ok();
    assertThat(settings.path("cacheDir").toString()).isEqualTo(cache);
    assertThat(settings.path("localDir").toString()).isEqualTo(models);
    assertThat(settings.path("localScanDirs").toString())
        .isEqualTo("[" + models + "," + studio + "]");
    for (String field : List.of("connections", "maxActive", "verify", "endpoint")) {
      assertThat(settings.has(field)).as(field).isTrue();
    }
  }

  @Test
  void theCacheIsListedDescribedDeletedAndRebuilt() throws Exception {
    download();

    JsonNode repo = client.get("/api/cache").ok().at("/repos/0");
    assertThat(repo.path("repo").asText()).isEqualTo("owner/name");
    assertThat(repo.path("source").asText()).isEqualTo("HF cache");
    assertThat(repo.path("downloadStatus").asText()).isEqualTo("complete");
    assertThat(client.get("/api/cache/owner/name").ok().path("repo").asText())
        .isEqualTo("owner/name");
    JsonNode rebuilt = client.post("/api/cache/rebuild", "{}").ok();
    assertThat(rebuilt.path("success").asBoolean()).isTrue();
    JsonNode deleted = client.delete("/api/cache/owner/name?type=model").ok();
    assertThat(deleted.path("success").asBoolean()).isTrue();
    assertThat(client.get("/api/cache/owner/name").errorCode()).isEqualTo("not_found");
  }

  @Test
  void targetsAreKeptAndComparedAndCopiedTo() throws Exception {
    download();
    Path nas = Files.createDirectory(folder.resolve("nas"));
    String target = DeskClient.JSON.writeValueAsString(nas.toString());

    client.post("/api/mirror/targets", "{\"name\": \"nas\", \"path\": " + target + "}").ok();
    assertThat(client.get("/api/mirror/targets").ok().at("/targets/0/name").asText())
        .isEqualTo("nas");
    assertThat(client.post("/api/mirror/diff", "{\"target\": \"nas\"}").ok().path("diffs"))
        .hasSize(1);
    JsonNode pushed = client.post("/api/mirror/push", "{\"target\": \"nas\"}").ok();
    assertThat(pushed.path("success").asBoolean()).isTrue();
    assertThat(pushed.path("copied").asInt()).isEqualTo(1);
    JsonNode pulled = client.post("/api/mirror/pull", "{\"target\": \"nas\"}").ok();
    assertThat(pulled.path("success").asBoolean()).isTrue();
    assertThat(pulled.path("copied").asInt()).isZero();
    assertThat(
            client.post("/api/mirror/diff", "{\"target\": \"nas\"}").ok().at("/diffs").toString())
        .isEqualTo("[]");
    assertThat(client.delete("/api/mirror/targets/nas").ok().path("success").asBoolean()).isTrue();
    assertThat(client.delete("/api/mirror/targets/nas").errorCode()).isEqualTo("not_found");
  }

  @Test
  void historyAndDisk() throws Exception {
    download();

    assertThat(client.get("/api/history").ok().toString()).contains("owner/name");
    assertThat(client.get("/api/diskfree").ok().path("path").asText())
        .isEqualTo(desk.cache().toString());
    assertThat(client.get("/api/diskfree?path=" + desk.cache()).ok().path("free").asLong())
        .isPositive();
    assertThat(client.get("/api/diskfree?path=/path/to/cache").status()).isEqualTo(400);
  }

  @Test
  void theWebSocketTellsTheThreeKindsOfMessages() throws Exception {
    try (var socket = new DeskSocket(desk.url())) {
      download();

      JsonNode update = socket.await("job_update", "/data/status", "completed");
      assertThat(update).hasSize(2);
      assertThat(update.path("data").isObject()).isTrue();
      assertThat(socket.await("event", "/data/event", "completed")).isNotNull();
      assertThat(socket.await("status", "/data/running", "0")).isNotNull();
    }
  }
}
