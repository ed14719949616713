package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The words that the published API names one by one, each as it is answered.
class DocumentedWordsTest extends DeskRig {

  private static final String COMMIT = "a".repeat(40);

  @BeforeEach
  void start() throws Exception {
    for (String name : List.of("whole", "part")) {
      hub.text("models/owner/" + name, "m-Q4_K_M.gguf", "four");
      hub.text("models/owner/" + name, "m-Q8_0.gguf", "eight");
    }
  }

  private void download(String body) throws Exception {
    client.await(client.download(body), "completed");
  }

  private Map<String, String> listed(String field) throws Exception {
    var words = new HashMap<String, String>();
    for (JsonNode repo : client.get("/api/cache").ok().path("repos")) {
      words.put(repo.path("name").asText(), repo.path(field).asText());
    }
    return words;
  }

  @Test
  void cacheEntriesHaveOneOfThreeSourcesAndStates() throws Exception {
    download("{\"repo\": \"owner/whole\"}");
    download("{\"repo\": \"owner/part\", \"filters\": [\"q4_k_m\"]}");
    new CacheFolder(desk.cache()).snapshot("models--owner--found", COMMIT, Map.of("x.json", "{}"));
    file(folder.resolve("Models/owner/local/x.gguf"));
    file(folder.resolve("view/models/owner/named/x.gguf"));
    client
        .post(
            "/api/settings",
            "{\"localScanDirs\": [\"%s\"], \"friendlyDir\": \"%s\"}"
                .formatted(folder.resolve("Models"), folder.resolve("view")))
        .ok();

    assertThat(listed("source"))
        .isEqualTo(
            Map.of(
                "whole", "HF cache",
                "part", "HF cache",
                "found", "HF cache",
                "local", "Local",
                "named", "Friendly view"));
    assertThat(listed("downloadStatus"))
        .isEqualTo(
            Map.of(
                "whole", "complete",
                "part", "filtered",
                "found", "unknown",
                "local", "unknown",
                "named", "unknown"));
  }

  @Test
  void settingsIncludeEachKindThatIsNamed() throws Exception {
    client.post("/api/settings", "{\"proxy\": {\"url\": \"http://proxy.example:3128\"}}").ok();

    JsonNode settings = client.get("/api/settings").ok();

    for (String path : List.of("cacheDir", "configFile", "targetsFile", "localDir")) {
      assertThat(settings.path(path).isTextual()).as(path).isTrue();
    }
    for (String number : List.of("connections", "maxActive", "retries")) {
      assertThat(settings.path(number).isInt()).as(number).isTrue();
    }
    assertThat(settings.path("verify").asText()).isEqualTo("sha256");
    assertThat(settings.path("endpoint").asText()).isEqualTo(hub.url());
    assertThat(settings.at("/proxy/url").asText()).isEqualTo("http://proxy.example:3128");
    assertThat(settings.path("localScanDirs").isArray()).isTrue();
  }

  @Test
  void whatWaitsOrRunsMustBeCancelledFirst() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    hub.file("models/owner/big", "big.gguf", new byte[1 << 20]).slow(100);
    String running =
        client.post("/api/download", "{\"repo\": \"owner/big\"}").ok().path("id").asText();
    client.await(running, "running");
    String queued =
        client.post("/api/download", "{\"repo\": \"owner/whole\"}").ok().path("id").asText();

    for (String id : List.of(queued, running)) {
      String job = "/api/jobs/" + id;
      DeskClient.Answer refused = client.post(job + "/dismiss", "");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().toString()).contains("cancel it first");
      client.delete(job).ok();
      assertThat(client.post(job + "/dismiss", "").status()).isEqualTo(200);
    }
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void theRecommendedDownloadIsABodyThatStartsOne() throws Exception {
    JsonNode body = client.get("/api/analyze/owner/whole").ok().path("recommended_download");

    JsonNode job = client.post("/api/download", body.toString()).ok();

    assertThat(job.path("repo").asText()).isEqualTo("owner/whole");
    assertThat(job.path("filters").toString()).isEqualTo("[\"q4_k_m\"]");
    JsonNode done = client.await(job.path("id").asText(), "completed");
    assertThat(done.path("files").findValuesAsText("path")).containsExactly("m-Q4_K_M.gguf");
  }

  private static void file(Path file) throws Exception {
    Files.createDirectories(file.resolveSibling("x").getParent());
    Files.writeString(file, "weights");
  }
}
