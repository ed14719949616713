package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of settings, and what becomes of the file.
class SavedSettingsTest extends DeskRig {

  private static final String SECRET = "hf_0123456789abcdef";

  private JsonNode settings() throws Exception {
    return client.get("/api/settings").ok();
  }

  private String save(String patch) throws Exception {
    return client.post("/api/settings", patch).ok().path("message").asText();
  }

  private JsonNode file() throws Exception {
    return DeskClient.JSON.readTree(desk.settingsFile().toFile());
  }

  private void write(String json) throws Exception {
    Files.writeString(desk.settingsFile(), json);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theStorageFieldsOfTheSpecificationAreRefusedWhereTheyNameNoPlace() throws Exception {
    DeskClient.Answer answer =
        client.post(
            "/api/settings",
            """
            {
              "cacheDir": "I:\\\\huggingface",
              "localDir": "D:\\\\Models",
              "localScanDirs": ["D:\\\\Models", "I:\\\\LM Studio\\\\models"]
            }
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("Invalid cacheDir");
    assertThat(answer.json().path("details").asText())
        .contains("is not a Windows path ('I:\\huggingface')")
        .contains("runs on a POSIX system");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theStorageFieldsAreKeptAsThisSystemWritesThem() throws Exception {
    save(
        """
        {
          "cacheDir": " /srv/huggingface/../hf ",
          "localDir": "/srv/Models",
          "localScanDirs": ["/srv/Models", "/srv/LM Studio/models", " ", "/srv/Models/"]
        }
        """);
    restart();

    JsonNode settings = settings();
    assertThat(settings.path("cacheDir").asText()).isEqualTo("/srv/hf");
    assertThat(settings.path("configuredCacheDir").asText()).isEqualTo("/srv/hf");
    assertThat(settings.path("effectiveHubDir").asText()).isEqualTo("/srv/hf");
    assertThat(settings.path("hubDirSource").asText()).isEqualTo("settings");
    assertThat(settings.path("localDir").asText()).isEqualTo("/srv/Models");
    assertThat(settings.path("storageMode").asText()).isEqualTo("local");
    assertThat(settings.path("localScanDirs").toString())
        .isEqualTo("[\"/srv/Models\",\"/srv/LM Studio/models\"]");

    save("{\"cacheDir\": \"\", \"localDir\": \"\", \"localScanDirs\": []}");
    assertThat(settings().path("cacheDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(settings().path("configuredCacheDir").asText()).isEmpty();
    assertThat(settings().path("localDir").toString()).isEqualTo("\"\"");
    assertThat(settings().path("localScanDirs").toString()).isEqualTo("[]");
    assertThat(settings().path("storageMode").asText()).isEqualTo("cache");
    assertThat(file().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2MB, 2MB", "0, 0", "'  4MB  ', 4MB", "'', ''", "500KiB, 500KiB"})
  void keepsASpeed(String given, String kept) throws Exception {
    save("{\"maxSpeed\": \"1MB\"}");
    save("{\"maxSpeed\": \"" + given + "\"}");

    assertThat(settings().path("maxSpeed").asText()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"90s, 90s", "'  2m  ', 2m", "0, 0", "0s, 0s", "'', 60s"})
  void keepsAStallTimeout(String given, String kept) throws Exception {
    save("{\"stallTimeout\": \"" + given + "\"}");
    restart();

    assertThat(settings().path("stallTimeout").asText()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"localScanDirs, /models/, 100", "endpoints, http://127.0.0.1:, 16"})
  void listsHaveALimit(String field, String each, int most) throws Exception {
    assertThat(client.post("/api/settings", list(field, each, most + 1)).errorCode())
        .isEqualTo("bad_request");
    save(list(field, each, most));

    assertThat(settings().path(field)).hasSize(most);
  }

  private static String list(String field, String each, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "\"" + each + i + "\"")
        .collect(Collectors.joining(",", "{\"" + field + "\": [", "]}"));
  }

  @Test
  void keepsTheThreshold() throws Exception {
    save("{\"multipartThreshold\": \"16MiB\"}");
    save("{\"multipartThreshold\": \"\"}");
    restart();

    assertThat(settings().path("multipartThreshold").asText()).isEqualTo("16MiB");
    assertThat(settings().at("/sources/multipartThreshold").asText()).isEqualTo("settings");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void routesAreReplacedAndWhatIsNoneIsLeftOut() throws Exception {
    save(
        """
        {"downloadRoutes": {"llm": " /m/llm ", "llm/gguf": "/m/x/../gguf", "audio": "  ",
                            "video": "/m/video"}}
        """);
    restart();

    assertThat(settings().path("downloadRoutes").toString())
        .isEqualTo("{\"llm\":\"/m/llm\",\"llm/gguf\":\"/m/gguf\"}");
    save("{\"downloadRoutes\": {\"audio\": \"/m/audio\"}}");
    assertThat(settings().path("downloadRoutes").toString()).isEqualTo("{\"audio\":\"/m/audio\"}");
    save("{\"downloadRoutes\": {\"audio\": \"\"}}");
    assertThat(settings().has("downloadRoutes")).isFalse();
    assertThat(file().has("downloadRoutes")).isFalse();
  }

  @Test
  void theProxysPasswordIsNeverToldAndGoesToNoOther() throws Exception {
    save(
        """
        {"proxy": {"url": "socks5h://ana:p%40ss@proxy.example:1080", "noProxy": "localhost,10.0.0.0/8",
                   "noEnvProxy": true}}
        """);

    JsonNode proxy = settings().path("proxy");
    assertThat(proxy.toString())
        .isEqualTo(
            "{\"url\":\"socks5h://proxy.example:1080\",\"username\":\"ana\",\"hasPassword\":true,"
                + "\"noProxy\":\"localhost,10.0.0.0/8\",\"noEnvProxy\":true,"
                + "\"insecureSkipVerify\":false}");
    assertThat(file().at("/proxy/password").asText()).isEqualTo("p@ss");

    save("{\"proxy\": " + proxy + "}");
    assertThat(file().at("/proxy/password").asText()).isEqualTo("p@ss");
    save("{\"proxy\": {\"url\": \"http://other.example:3128\"}}");
    assertThat(settings().at("/proxy/hasPassword").asBoolean()).isFalse();
    assertThat(file().toString()).doesNotContain("p@ss");
    save("{\"proxy\": {\"url\": \"\"}}");
    assertThat(settings().path("proxy").has("url")).isFalse();
    assertThat(settings().at("/proxy/noEnvProxy").asBoolean()).isTrue();
    save("{\"proxy\": {\"noEnvProxy\": false}}");
    assertThat(settings().has("proxy")).isFalse();
    assertThat(file().has("proxy")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "abcd"})
  void aShortTokenShowsNothing(String token) throws Exception {
    save("{\"token\": \"" + token + "\"}");

    assertThat(settings().path("token").asText()).isEqualTo("********");
    save("{\"token\": \"********old1\", \"connections\": 3}");
    assertThat(file().path("tokens").path(hub.url()).asText()).isEqualTo(token);
  }

  @Test
  void whatIsOnlyToldIsIgnoredWhenItIsSentBack() throws Exception {
    save(
        """
        {"effectiveHubDir": "/x", "hubDirSource": "x", "configuredCacheDir": "/x", "configFile": "/x",
         "targetsFile": "/x", "storageMode": "local", "limits": {}, "sources": {}, "connections": 3}
        """);

    assertThat(settings().path("storageMode").asText()).isEqualTo("cache");
    assertThat(settings().path("effectiveHubDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(file().toString()).isEqualTo("{\"connections\":3}");
  }

  @Test
  void whatSomebodyWroteIntoTheFileSurvivesAnUnrelatedChange() throws Exception {
    save("{\"token\": \"" + SECRET + "\"}");
    write(
        "{\"tokens\": {\"%s\": \"hf_by_hand\"}, \"retries\": 7, \"mine\": [1]}"
            .formatted(hub.url()));

    save("{\"connections\": 3}");

    assertThat(file().path("tokens").path(hub.url()).asText()).isEqualTo("hf_by_hand");
    assertThat(file().path("mine").toString()).isEqualTo("[1]");
    assertThat(settings().path("retries").asInt()).isEqualTo(7);
    assertThat(settings().path("token").asText()).isEqualTo("********hand");
  }

  @Test
  void aFileThatCannotBeReadIsNeverReplaced() throws Exception {
    write("{\"tokens\": {\"broken");

    String message = save("{\"connections\": 3}");

    assertThat(message).isEqualTo("Settings updated (warning: could not persist to config file)");
    assertThat(desk.settingsFile()).hasContent("{\"tokens\": {\"broken");
    assertThat(settings().path("connections").asInt()).isEqualTo(3);
  }

  @Test
  void whatCouldNotBeKeptIsKeptWithTheNextChange() throws Exception {
    Path place = desk.settingsFile();
    Files.deleteIfExists(place);
    Path occupied = Files.createDirectories(place.resolve("occupied"));

    String message = save("{\"token\": \"" + SECRET + "\", \"retries\": 9}");

    assertThat(message).contains("warning: could not persist");
    assertThat(settings().path("retries").asInt()).isEqualTo(9);
    Files.delete(occupied);
    Files.delete(place);
    save("{\"connections\": 3}");
    assertThat(file().path("retries").asInt()).isEqualTo(9);
    assertThat(file().path("tokens").path(hub.url()).asText()).isEqualTo(SECRET);
  }

  @Test
  void whatABrokenFileKeptAwayIsKeptWhenItIsMended() throws Exception {
    write("{");
    save("{\"retries\": 9}");
    write("{\"mine\": 1}");

    save("{\"connections\": 3}");

    assertThat(file().toString())
        .contains("\"retries\":9")
        .contains("\"mine\":1")
        .contains("\"connections\":3");
  }

  @Test
  void aLinkedFileStaysALinkToAFileOfItsOwnerAlone() throws Exception {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere.json"), "{}");
    Files.createSymbolicLink(desk.settingsFile(), elsewhere);

    save("{\"connections\": 3}");

    assertThat(Files.isSymbolicLink(desk.settingsFile())).isTrue();
    assertThat(DeskClient.JSON.readTree(elsewhere.toFile()).path("connections").asInt())
        .isEqualTo(3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
        .isEqualTo("rw-------");
  }

  @Test
  void theLastOfManyWritersWinsInMemoryAndInTheFile() throws Exception {
    var threads = new ArrayList<Thread>();
    for (int i = 1; i <= 16; i++) {
      String patch = "{\"connections\": %d, \"retries\": %d}".formatted(i, i);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  save(patch);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    JsonNode settings = settings();
    assertThat(settings.path("connections")).isEqualTo(settings.path("retries"));
    assertThat(file().path("connections")).isEqualTo(settings.path("connections"));
    assertThat(file().path("retries")).isEqualTo(settings.path("retries"));
  }

  @Test
  void aTokenOfTheEnvironmentStaysAndIsNotKept() throws Exception {
    restart(RunningDesk.on(folder).endpoint(hub.url(), "hf_runtime_only"));

    save("{\"connections\": 3}");
    String message = save("{\"token\": \"" + SECRET + "\"}");

    assertThat(message).contains("the token stays as the environment says");
    assertThat(settings().path("token").asText()).isEqualTo("********only");
    assertThat(settings().at("/sources/token").asText()).isEqualTo("environment");
    assertThat(file().toString()).doesNotContain("hf_runtime_only");
  }

  @Test
  void tellsFilesAndSources() throws Exception {
    save("{\"localScanDirs\": [\"" + folder + "\"], \"token\": \"" + SECRET + "\"}");

    JsonNode settings = settings();
    assertThat(settings.path("configFile").asText()).isEqualTo(desk.settingsFile().toString());
    assertThat(settings.path("targetsFile").asText()).isNotEmpty();
    for (String field :
        List.of(
            "cacheDir",
            "localDir",
            "localScanDirs",
            "downloadRoutes",
            "proxy",
            "token",
            "endpoints",
            "connections",
            "maxActive",
            "multipartThreshold",
            "maxSpeed",
            "verify",
            "retries",
            "stallTimeout",
            "allowRequestLocalDir")) {
      assertThat(settings.path("sources").path(field).asText()).as(field).isNotEmpty();
    }
    assertThat(settings.at("/sources/token").asText()).isEqualTo("settings");
    assertThat(settings.at("/sources/localScanDirs").asText()).isEqualTo("settings");
    assertThat(settings.toString()).doesNotContain(SECRET);
  }
}
