package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where downloads go: the cache, the folder of the settings, the folder of a kind of models, a
/// folder of the request.
class DestinationsTest extends DeskRig {

  private static final String MODEL = "models/acme/tiny";
  private static final String RECORDS = ".cache/huggingface/download/";

  @BeforeEach
  void publish() {
    hub.text(MODEL, "tiny-Q4_K_M.gguf", "four")
        .text(MODEL, "sub/config.json", "{}")
        .file("models/acme/big", "big-q4.gguf", new byte[1 << 18])
        .text("datasets/acme/words", "train.csv", "a,b");
  }

  private String set(String field, Path value) throws Exception {
    String json = DeskClient.JSON.writeValueAsString(value.toString());
    client.post("/api/settings", "{\"" + field + "\": " + json + "}").ok();
    return json;
  }

  private void route(String key, Path value) throws Exception {
    String json = DeskClient.JSON.writeValueAsString(value.toString());
    client.post("/api/settings", "{\"downloadRoutes\": {\"" + key + "\": " + json + "}}").ok();
  }

  private JsonNode download(String body) throws Exception {
    DeskClient.Answer answer = client.post("/api/download", body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return client.await(answer.json().path("id").asText(), "completed");
  }

  private long requests() {
    return hub.seen().stream().filter(line -> line.contains("/resolve/")).count();
  }

  @Test
  void localDirMakesRealFilesByOwnerAndModel() throws Exception {
    Path models = folder.resolve("Models");
    set("localDir", models);

    JsonNode job = download("{\"repo\": \"acme/tiny\"}");

    Path repo = models.resolve("acme/tiny");
    assertThat(repo.resolve("tiny-Q4_K_M.gguf")).isRegularFile().hasContent("four");
    assertThat(repo.resolve("sub/config.json")).hasContent("{}");
    assertThat(Files.isSymbolicLink(repo.resolve("tiny-Q4_K_M.gguf"))).isFalse();
    assertThat(Files.readAllLines(repo.resolve(RECORDS + "sub/config.json.metadata")))
        .startsWith(FakeHub.COMMIT);
    assertThat(job.path("flat").asBoolean()).isTrue();
    assertThat(job.path("outputDir").asText()).isEqualTo(models.toString());
    assertThat(job.path("localDir").asText()).isEqualTo(models.toString());
    assertThat(job.has("hubDir")).isFalse();
    JsonNode remembered = client.get("/api/history").ok().at("/entries/0");
    assertThat(remembered.path("outputDir").asText()).isEqualTo(models.toString());
    assertThat(remembered.has("hubDir")).isFalse();
    assertThat(desk.cache().resolve("models--acme--tiny")).doesNotExist();
    try (Stream<Path> all = Files.walk(models)) {
      assertThat(all).noneMatch(path -> path.toString().endsWith(".incomplete"));
    }
  }

  @Test
  void whatStandsThereIsNotFetchedAgain() throws Exception {
    Path models = folder.resolve("Models");
    set("localDir", models);
    download("{\"repo\": \"acme/tiny\"}");
    long before = requests();

    download("{\"repo\": \"acme/tiny\"}");
    assertThat(requests()).isEqualTo(before);

    Files.delete(models.resolve("acme/tiny").resolve(RECORDS + "tiny-Q4_K_M.gguf.metadata"));
    download("{\"repo\": \"acme/tiny\"}");
    assertThat(requests()).isEqualTo(before);

    Files.writeString(models.resolve("acme/tiny/tiny-Q4_K_M.gguf"), "fear");
    Files.delete(models.resolve("acme/tiny").resolve(RECORDS + "tiny-Q4_K_M.gguf.metadata"));
    download("{\"repo\": \"acme/tiny\"}");
    assertThat(requests()).isEqualTo(before + 1);
    assertThat(models.resolve("acme/tiny/tiny-Q4_K_M.gguf")).hasContent("four");
  }

  @Test
  void aKindOfModelHasItsFolderAndDatasetsHaveNone() throws Exception {
    set("localDir", folder.resolve("Models"));
    route("llm", folder.resolve("LLM"));

    JsonNode gguf = download("{\"repo\": \"acme/tiny\", \"routeKey\": \"llm/gguf\"}");
    JsonNode audio = download("{\"repo\": \"acme/tiny\", \"routeKey\": \"audio\"}");
    JsonNode words =
        download("{\"repo\": \"acme/words\", \"dataset\": true, \"routeKey\": \"no such\"}");

    assertThat(gguf.path("outputDir").asText()).isEqualTo(folder.resolve("LLM").toString());
    assertThat(gguf.path("routeKey").asText()).isEqualTo("llm/gguf");
    assertThat(audio.path("outputDir").asText()).isEqualTo(folder.resolve("Models").toString());
    assertThat(words.path("outputDir").asText()).isEqualTo(folder.resolve("Models").toString());
    assertThat(words.has("routeKey")).isFalse();
    assertThat(folder.resolve("LLM/acme/tiny/tiny-Q4_K_M.gguf")).hasContent("four");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"repo\": \"acme/tiny\", \"routeKey\": \"video\"}",
        "{\"repo\": \"acme/tiny\", \"routeKey\": \"../llm\"}",
        "{\"repo\": \"acme/tiny\", \"localRepo\": \"../../x\"}",
        "{\"repo\": \"acme/tiny\", \"localRepo\": \"..\"}",
        "{\"repo\": \"acme/tiny\", \"localRepo\": \"/x/y\"}",
        "{\"repo\": \"acme/tiny\", \"localDir\": \"/tmp/x\"}"
      })
  void refusesAPlaceBeforeItAsksAnybody(String body) throws Exception {
    int before = hub.seen().size();

    assertThat(client.post("/api/download", body).errorCode()).isEqualTo("bad_request");
    assertThat(client.post("/api/plan", body).errorCode()).isEqualTo("bad_request");
    String dryRun = body.replaceFirst("^\\{", "{\"dryRun\": true, ");
    assertThat(client.post("/api/download", dryRun).errorCode()).isEqualTo("bad_request");
    assertThat(hub.seen()).hasSize(before);
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void aFolderOfTheRequestCountsWhereTheSettingsAllowIt() throws Exception {
    client.post("/api/settings", "{\"allowRequestLocalDir\": true}").ok();
    route("llm", folder.resolve("LLM"));
    Path own = folder.resolve("own");

    JsonNode job =
        download(
            "{\"repo\": \"acme/tiny\", \"routeKey\": \"llm\", \"localRepo\": \"other/name\","
                + " \"localDir\": "
                + DeskClient.JSON.writeValueAsString(own.toString())
                + "}");

    assertThat(job.path("localRepo").asText()).isEqualTo("other/name");
    assertThat(own.resolve("other/name/tiny-Q4_K_M.gguf")).hasContent("four");
    assertThat(own.resolve("acme")).doesNotExist();
  }

  @Test
  void theCacheDirOfARequestIsIgnored() throws Exception {
    Path other = folder.resolve("other");

    JsonNode job =
        download(
            "{\"repo\": \"acme/tiny\", \"output\": \"/x\", \"cacheDir\": "
                + DeskClient.JSON.writeValueAsString(other.toString())
                + "}");

    assertThat(job.path("hubDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(other).doesNotExist();
  }

  @Test
  void theSameRepositoryToTwoPlacesIsTwoJobs() throws Exception {
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    route("llm", folder.resolve("LLM"));
    hub.slow(200);
    String big = "{\"repo\": \"acme/big\", \"filters\": [\"q4\", \"json\"]";

    String first = client.download(big + "}");
    DeskClient.Answer other = client.post("/api/download", big + ", \"routeKey\": \"llm\"}");
    DeskClient.Answer same =
        client.post(
            "/api/download",
            "{\"repo\": \"acme/big\", \"routeKey\": \"llm\", \"filters\": [\"json\", \"q4\"]}");
    DeskClient.Answer renamed =
        client.post(
            "/api/download", big + ", \"routeKey\": \"llm\", \"localRepo\": \"acme/renamed\"}");

    assertThat(other.status()).isEqualTo(202);
    assertThat(other.json().path("id").asText()).isNotEqualTo(first);
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.json().at("/job/id")).isEqualTo(other.json().path("id"));
    assertThat(renamed.status()).isEqualTo(202);
  }

  @Test
  void theDestinationStaysWhateverTheSettingsBecome() throws Exception {
    Path before = folder.resolve("before");
    set("localDir", before);
    hub.slow(200);
    String id = client.download("{\"repo\": \"acme/big\"}");
    client.post("/api/jobs/" + id + "/pause", "").ok();
    set("localDir", folder.resolve("after"));
    shut();
    hub.slow(0);
    open();

    client.post("/api/jobs/" + id + "/resume", "").ok();
    JsonNode job = client.await(id, "completed");

    assertThat(job.path("outputDir").asText()).isEqualTo(before.toString());
    assertThat(before.resolve("acme/big/big-q4.gguf")).hasSize(1 << 18);
    assertThat(folder.resolve("after")).doesNotExist();
  }

  @Test
  void theRoomOfADestinationIsToldBeforeItsDownload() throws Exception {
    Path models = folder.resolve("not/yet/there");
    set("localDir", models);
    route("diffusion", folder.resolve("Diffusion"));

    JsonNode plain = client.post("/api/diskfree", "{\"repo\": \"whatever\"}").ok();
    JsonNode routed = client.post("/api/diskfree", "{\"routeKey\": \"diffusion\"}").ok();

    assertThat(plain.path("path").asText()).isEqualTo(models.toString());
    assertThat(plain.path("free").asLong()).isPositive();
    assertThat(plain.path("total").asLong()).isGreaterThanOrEqualTo(plain.path("free").asLong());
    assertThat(plain.path("cacheDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(routed.path("path").asText()).isEqualTo(folder.resolve("Diffusion").toString());
    assertThat(folder.resolve("not")).doesNotExist();
    assertThat(client.post("/api/diskfree", "{\"routeKey\": \"x\"}").errorCode())
        .isEqualTo("bad_request");
    assertThat(client.post("/api/diskfree", "{\"localDir\": \"/tmp\"}").errorCode())
        .isEqualTo("bad_request");
    assertThat(client.post("/api/diskfree", "{\"dataset\": true, \"routeKey\": \"x\"}").status())
        .isEqualTo(200);
  }

  @Test
  void theRoomOfFoldersThatTheSettingsNameIsToldAndOfNoOther() throws Exception {
    Path scanned = folder.resolve("scanned");
    client
        .post(
            "/api/settings",
            "{\"localScanDirs\": [" + DeskClient.JSON.writeValueAsString(scanned.toString()) + "]}")
        .ok();

    JsonNode cache = client.get("/api/diskfree").ok();
    JsonNode named = client.get("/api/diskfree?path=" + scanned).ok();
    for (String field : List.of("localDir", "friendlyDir")) {
      Path other = folder.resolve(field);
      set(field, other);
      assertThat(client.get("/api/diskfree?path=" + other).ok().path("path").asText())
          .isEqualTo(other.toString());
    }

    assertThat(cache.path("path").asText()).isEqualTo(desk.cache().toString());
    assertThat(cache.path("effectiveHubDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(cache.path("hubDirSource").asText()).isEqualTo("default");
    assertThat(named.path("path").asText()).isEqualTo(scanned.toString());
    for (String other : List.of("/etc", scanned + "/sub", folder.toString(), "relative")) {
      assertThat(client.get("/api/diskfree?path=" + other).errorCode()).isEqualTo("bad_request");
    }
  }
}
