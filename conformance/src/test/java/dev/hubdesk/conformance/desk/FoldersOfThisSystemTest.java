package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Folders in settings and requests are this system's own, and what is another system's is told so;
/// none of them stands where another is emptied.
@DisabledOnOs(OS.WINDOWS)
class FoldersOfThisSystemTest extends DeskRig {

  private static final String WINDOWS = "D:\\\\Models";
  private static final String SHARE = "\\\\\\\\nas\\\\models";

  @BeforeEach
  void start() throws Exception {
    hub.text("models/acme/tiny", "README.md", "# Tiny");
  }

  private static void assertExplained(DeskClient.Answer answer, String field, String text) {
    String kind = text.equals(SHARE) ? "network path" : "path";
    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("Invalid " + field);
    assertThat(answer.json().path("details").asText())
        .contains("is not a Windows " + kind + " ('" + text.replace("\\\\", "\\") + "')")
        .contains("runs on a POSIX system, where a folder starts with '/'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cacheDir           | {"cacheDir": "%s"}
          localDir           | {"localDir": "%s"}
          friendlyDir        | {"friendlyDir": "%s"}
          localScanDirs      | {"localScanDirs": ["/srv/models", "%s"]}
          downloadRoutes.llm | {"downloadRoutes": {"audio": "/srv/audio", "llm": "%s"}}
          caBundle           | {"caBundle": "%s"}
          """)
  void everySettingThatIsAFolderSaysSo(String field, String body) throws Exception {
    JsonNode before = client.get("/api/settings").ok();
    for (String text : List.of(WINDOWS, SHARE)) {
      assertExplained(client.post("/api/settings", body.formatted(text)), field, text);
    }
    assertThat(client.get("/api/settings").ok()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localDir | /api/download       | {"repo": "acme/tiny", "localDir": "%s"}
          localDir | /api/plan           | {"repo": "acme/tiny", "localDir": "%s"}
          localDir | /api/diskfree       | {"localDir": "%s"}
          path     | /api/mirror/targets | {"name": "nas", "path": "%s"}
          path     | /api/mirror/diff    | {"target": "%s"}
          path     | /api/mirror/push    | {"target": "%s"}
          """)
  void everyFolderOfARequestSaysSo(String field, String path, String body) throws Exception {
    client.post("/api/settings", "{\"allowRequestLocalDir\": true}").ok();
    for (String text : List.of(WINDOWS, SHARE)) {
      assertExplained(client.post(path, body.formatted(text)), field, text);
    }
    assertThat(client.get("/api/jobs").ok().path("count").asInt()).isZero();
  }

  @Test
  void aFolderInTheAddressSaysSo() throws Exception {
    String encoded = URLEncoder.encode("D:\\Models", StandardCharsets.UTF_8);

    assertExplained(client.get("/api/diskfree?path=" + encoded), "path", WINDOWS);
  }

  @ParameterizedTest
  @CsvSource({
    "localDir, view/models",
    "localDir, view/models/acme",
    "localDir, view/datasets",
    "cacheDir, view/models/hub",
  })
  void namesAreNotKeptAmongRealFiles(String field, String place) throws Exception {
    String view = json(folder.resolve("view"));
    String other = json(folder.resolve(place));

    DeskClient.Answer both =
        client.post(
            "/api/settings", "{\"friendlyDir\": %s, \"%s\": %s}".formatted(view, field, other));
    assertThat(both.json().path("error").asText()).isEqualTo("Invalid friendlyDir");

    client.post("/api/settings", "{\"friendlyDir\": %s}".formatted(view)).ok();
    DeskClient.Answer later = client.post("/api/settings", "{\"%s\": %s}".formatted(field, other));
    assertThat(later.status()).isEqualTo(400);
    assertThat(later.json().path("details").asText()).contains(folder.resolve(place).toString());
    for (String list :
        List.of(
            "{\"localScanDirs\": [%s]}".formatted(other),
            "{\"downloadRoutes\": {\"llm\": %s}}".formatted(other))) {
      assertThat(client.post("/api/settings", list).status()).as(list).isEqualTo(400);
    }
    client.post("/api/settings", "{\"localDir\": %s}".formatted(json(folder.resolve("view/lm"))));
    assertThat(client.get("/api/settings").ok().path("localDir").asText()).endsWith("view/lm");
  }

  @Test
  void anAliasOfTheFolderOfNamesIsNoOtherFolder() throws Exception {
    Path models = Files.createDirectories(folder.resolve("view/models"));
    Path alias = Files.createSymbolicLink(folder.resolve("lm"), models);
    client
        .post("/api/settings", "{\"friendlyDir\": %s}".formatted(json(folder.resolve("view"))))
        .ok();

    assertThat(client.post("/api/settings", "{\"localDir\": %s}".formatted(json(alias))).status())
        .isEqualTo(400);
  }

  /// Somebody's own files may stand there all the same.
  @Test
  void deletingARepositoryRemovesItsNamesAndNobodysFiles() throws Exception {
    Path view = folder.resolve("view");
    client.post("/api/settings", "{\"friendlyDir\": %s}".formatted(json(view))).ok();
    Path names = Files.createDirectories(view.resolve("models/acme/tiny"));
    Path own = Files.writeString(names.resolve("own.gguf"), "weights of mine");
    String id = client.post("/api/download", "{\"repo\": \"acme/tiny\"}").ok().path("id").asText();
    client.await(id, "completed");
    assertThat(names.resolve("README.md")).hasContent("# Tiny");

    JsonNode deleted = client.delete("/api/cache/acme/tiny").ok();

    assertThat(own).hasContent("weights of mine");
    assertThat(Files.isSymbolicLink(names.resolve("README.md"))).isFalse();
    assertThat(names).isDirectoryNotContaining("glob:**hfd.yaml");
    assertThat(deleted.path("success").asBoolean(true)).isFalse();
    assertThat(deleted.at("/errors/0").asText()).endsWith("that are not ours stay: 1");
    assertThat(desk.cache().resolve("models--acme--tiny")).doesNotExist();
  }

  @Test
  void aScriptOfSomebodysOwnStays() throws Exception {
    Path view = Files.createDirectory(folder.resolve("view"));
    Path script = Files.writeString(view.resolve("rebuild.sh"), "make all\n");
    client.post("/api/settings", "{\"friendlyDir\": %s}".formatted(json(view))).ok();

    client.await(client.download("{\"repo\": \"acme/tiny\"}"), "completed");
    client.post("/api/cache/rebuild", "{}").ok();

    assertThat(script).hasContent("make all\n");
    assertThat(view.resolve("models/acme/tiny/README.md")).hasContent("# Tiny");
  }

  private static String json(Path path) throws Exception {
    return DeskClient.JSON.writeValueAsString(path.toString());
  }
}
