package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.settings.Sourced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest extends DeskRig {

  private JsonNode settings() throws Exception {
    return client.get("/api/settings").ok();
  }

  private DeskClient.Answer save(String patch) throws Exception {
    return client.post("/api/settings", patch);
  }

  private JsonNode file() throws Exception {
    return DeskClient.JSON.readTree(desk.settingsFile().toFile());
  }

  @Test
  void tellsDefaultsAndWhereTheyComeFrom() throws Exception {
    JsonNode settings = settings();

    assertThat(settings.path("cacheDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(settings.path("connections").asInt()).isEqualTo(8);
    assertThat(settings.path("maxActive").asInt()).isEqualTo(3);
    assertThat(settings.path("multipartThreshold").asText()).isEqualTo("32MiB");
    assertThat(settings.path("verify").asText()).isEqualTo("sha256");
    assertThat(settings.path("retries").asInt()).isEqualTo(4);
    assertThat(settings.path("stallTimeout").asText()).isEqualTo("60s");
    assertThat(settings.path("endpoint").asText()).isEqualTo(hub.url());
    assertThat(settings.at("/endpoints/0/url").asText()).isEqualTo(hub.url());
    assertThat(settings.at("/sources/cacheDir").asText()).isEqualTo("default");
    assertThat(settings.has("token")).isFalse();
    assertThat(settings.path("configFile").asText()).isEqualTo(desk.settingsFile().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"connections", "maxActive", "retries"})
  void takesAtMostTheLimitThatItTells(String name) throws Exception {
    int limit = settings().path("limits").path(name).asInt();

    save("{\"%s\": %d}".formatted(name, limit)).ok();

    assertThat(settings().path(name).asInt()).isEqualTo(limit).isPositive();
    assertThat(save("{\"%s\": %d}".formatted(name, limit + 1)).status()).isEqualTo(400);
  }

  @Test
  void keepsChangesInAFileOfItsOwnerAlone() throws Exception {
    Files.writeString(desk.settingsFile(), "{\"theme\": {\"dark\": true}}");

    save("{\"connections\": 4, \"retries\": 0, \"stallTimeout\": \" 2m \"}").ok();

    assertThat(settings().path("connections").asInt()).isEqualTo(4);
    assertThat(settings().path("retries").asInt()).isZero();
    assertThat(settings().path("stallTimeout").asText()).isEqualTo("2m");
    assertThat(settings().at("/sources/connections").asText()).isEqualTo("settings");
    assertThat(file().at("/theme/dark").asBoolean()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(desk.settingsFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void masksTheTokenAndKeepsItWhenTheMaskComesBack() throws Exception {
    save("{\"token\": \"hf_0123456789abcdef\"}").ok();

    assertThat(settings().path("token").asText()).isEqualTo("********cdef");
    assertThat(settings().toString()).doesNotContain("0123456789");
    save("{\"token\": \"********\", \"maxActive\": 2}").ok();
    save("{\"token\": null}").ok();
    assertThat(file().path("tokens").path(hub.url()).asText()).isEqualTo("hf_0123456789abcdef");
    save("{\"token\": \"\"}").ok();
    assertThat(settings().has("token")).isFalse();
    assertThat(file().has("tokens")).isFalse();
  }

  @Test
  void aTokenNeverFollowsAChangeOfEndpoint() throws Exception {
    save("{\"token\": \"hf_0123456789abcdef\"}").ok();

    save("{\"endpoint\": \"https://other.example\"}").ok();

    assertThat(settings().path("endpoint").asText()).isEqualTo("https://other.example");
    assertThat(settings().has("token")).isFalse();
    save("{\"endpoint\": \"\"}").ok();
    assertThat(settings().path("token").asText()).isEqualTo("********cdef");
  }

  @Test
  void whatItTellsCanBeSentBack() throws Exception {
    save("{\"token\": \"hf_0123456789abcdef\", \"localScanDirs\": [\"/models\"]}").ok();
    JsonNode before = settings();

    save(before.toString()).ok();

    assertThat(settings().path("token")).isEqualTo(before.path("token"));
    assertThat(settings().path("localScanDirs").toString()).isEqualTo("[\"/models\"]");
    assertThat(settings().path("endpoints").get(0).path("url").asText()).isEqualTo(hub.url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"connections\": 0}",
        "{\"connections\": 33}",
        "{\"connections\": \"many\"}",
        "{\"maxActive\": 17}",
        "{\"retries\": -1}",
        "{\"multipartThreshold\": \"xyz\"}",
        "{\"multipartThreshold\": \"MB\"}",
        "{\"stallTimeout\": \"soon\"}",
        "{\"stallTimeout\": \"999ms\"}",
        "{\"stallTimeout\": \"-5s\"}",
        "{\"verify\": \"none\"}",
        "{\"maxSpeed\": \"abc\"}",
        "{\"maxSpeed\": \"5xyz\"}",
        "{\"maxSpeed\": \"KB\"}",
        "{\"maxSpeed\": \"-1MB\"}",
        "{\"multipartThreshold\": \"5xyz\"}",
        "{\"localDir\": \"D:\\\\Models\"}",
        "{\"localDir\": \"~/models\"}",
        "{\"localDir\": 7}",
        "{\"localScanDirs\": [\"D:\\\\Models\"]}",
        "{\"downloadRoutes\": {\"llm\": \"models\"}}",
        "{\"downloadRoutes\": []}",
        "{\"allowRequestLocalDir\": \"yes\"}",
        "{\"proxy\": \"http://proxy\"}",
        "{\"proxy\": {\"url\": \"ftp://proxy\"}}",
        "{\"proxy\": {\"url\": \"proxy:8080\"}}",
        "{\"proxy\": {\"noEnvProxy\": \"yes\"}}",
        "{\"cacheDir\": \"I:\\\\huggingface\"}",
        "{\"cacheDir\": \"relative\"}",
        "{\"endpoint\": \"ftp://host\"}",
        "{\"endpoint\": 7}",
        "{\"endpoints\": [7]}",
        "{\"endpoints\": [{\"url\": \"http://host\", \"token\": {}}]}",
        "{\"token\": [\"hf_0123456789abcdef\"]}",
        "{\"token\": {}}",
        "{\"token\": 7}",
        "{\"token\": \"hf_a\\r\\nX: y\"}",
        "{\"endpoint\": \"https://user:pass@host\"}",
        "{\"localScanDirs\": \"/models\"}",
        "[]"
      })
  void refusesNonsenseAndChangesNothing(String patch) throws Exception {
    DeskClient.Answer answer = save(patch.replaceFirst("^\\{", "{\"retries\": 9, "));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_request");
    assertThat(settings().path("retries").asInt()).isEqualTo(4);
    assertThat(Files.exists(desk.settingsFile())).isFalse();
  }

  @Test
  void whatTheEnvironmentSaysStays() throws Exception {
    Path given = folder.resolve("given");
    restart(configured().with(config -> withCache(config, given)));

    DeskClient.Answer answer = save("{\"cacheDir\": \"/elsewhere\"}");

    assertThat(answer.ok().path("message").asText()).contains("environment HF_HOME");
    assertThat(settings().path("cacheDir").asText()).isEqualTo(given.toString());
    assertThat(settings().path("configuredCacheDir").asText()).isEqualTo("/elsewhere");
    assertThat(settings().at("/sources/cacheDir").asText()).isEqualTo("environment HF_HOME");
  }

  private static DeskConfig withCache(DeskConfig config, Path cache) {
    return new DeskConfig(
        config.data(),
        config.listen(),
        new Sourced<>(cache, "environment HF_HOME"),
        config.ownHub(),
        config.endpoints(),
        config.network(),
        config.callers(),
        config.version());
  }
}
