package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheTest extends DeskRig {

  private static final String GGUF = "models/acme/tiny-GGUF";

  @BeforeEach
  void publish() {
    hub.text(GGUF, "tiny-Q4_K_M.gguf", "four")
        .text(GGUF, "tiny-Q8_0.gguf", "eight")
        .text(GGUF, "mmproj-tiny-F16.gguf", "eyes")
        .text(GGUF, "README.md", "# Tiny")
        .text("datasets/acme/words", "data/train.csv", "a,b");
  }

  private void download(String body) throws Exception {
    client.await(client.download(body), "completed");
  }

  private void downloadTiny() throws Exception {
    download("{\"repo\": \"acme/tiny-GGUF\"}");
  }

  private Path tiny() {
    return desk.cache().resolve("models--acme--tiny-GGUF");
  }

  private JsonNode setting(String field, Path value) throws Exception {
    String text = value.toString().replace("\\", "\\\\");
    return client.post("/api/settings", "{\"" + field + "\": \"" + text + "\"}").ok();
  }

  @Test
  void anEmptyCacheHasEmptyListsAndNoNulls() throws Exception {
    JsonNode answer = client.get("/api/cache").ok();

    assertThat(answer.path("repos").isArray()).isTrue();
    assertThat(answer.path("repos")).isEmpty();
    assertThat(answer.path("stats").path("totalSizeHuman").asText()).isEqualTo("0 B");
    assertThat(answer.path("effectiveHubDir").asText()).isEqualTo(desk.cache().toString());
    assertThat(answer.path("warnings")).isEmpty();
  }

  @Test
  void aDownloadLeavesAListedRepositoryWithItsManifest() throws Exception {
    downloadTiny();
    download("{\"repo\": \"acme/words\", \"dataset\": true}");

    JsonNode all = client.get("/api/cache").ok();
    JsonNode tiny = client.get("/api/cache?type=model&search=TINY").ok().at("/repos/0");
    JsonNode details = client.get("/api/cache/acme/tiny-GGUF").ok();

    assertThat(all.path("repos")).hasSize(2);
    assertThat(all.at("/stats/totalModels").asInt()).isOne();
    assertThat(all.at("/stats/totalDatasets").asInt()).isOne();
    assertThat(tiny.path("repo").asText()).isEqualTo("acme/tiny-GGUF");
    assertThat(tiny.path("owner").asText()).isEqualTo("acme");
    assertThat(tiny.path("type").asText()).isEqualTo("model");
    assertThat(tiny.path("source").asText()).isEqualTo("HF cache");
    assertThat(tiny.path("downloadStatus").asText()).isEqualTo("complete");
    assertThat(tiny.path("branch").asText()).isEqualTo("main");
    assertThat(tiny.path("commit").asText()).isEqualTo(FakeHub.COMMIT.substring(0, 7));
    assertThat(tiny.path("fileCount").asInt()).isEqualTo(4);
    assertThat(tiny.path("hasMMProj").asBoolean()).isTrue();
    assertThat(tiny.path("capabilities").get(0).asText()).isEqualTo("vision");
    assertThat(tiny.path("quantizations").toString()).isEqualTo("[\"Q4_K_M\",\"Q8_0\"]");
    assertThat(tiny.has("files")).isFalse();
    assertThat(details.path("files")).hasSize(4);
    assertThat(details.at("/files/0/name").asText()).isEqualTo("README.md");
    assertThat(details.at("/files/0/isLfs").asBoolean(true)).isFalse();
    assertThat(details.at("/files/2/isLfs").asBoolean()).isTrue();
    assertThat(details.at("/revisions/0/refs/0").asText()).isEqualTo("main");
    assertThat(details.at("/manifest/totalFiles").asInt()).isEqualTo(4);
    assertThat(details.path("mmprojFiles").get(0).asText()).isEqualTo("mmproj-tiny-F16.gguf");
  }

  @Test
  void aPartIsToldAsFilteredAndTwoPartsAreKeptTogether() throws Exception {
    download("{\"repo\": \"acme/tiny-GGUF\", \"filters\": [\"q4_k_m\"]}");
    download("{\"repo\": \"acme/tiny-GGUF\", \"filters\": [\"q8_0\"]}");

    JsonNode details = client.get("/api/cache/acme%2Ftiny-GGUF?type=model").ok();

    assertThat(details.path("downloadStatus").asText()).isEqualTo("filtered");
    assertThat(details.at("/manifest/isFiltered").asBoolean()).isTrue();
    assertThat(details.at("/manifest/filters").toString()).isEqualTo("[\"q4_k_m\",\"q8_0\"]");
    assertThat(details.at("/manifest/totalFiles").asInt()).isEqualTo(2);
  }

  @Test
  void detailsAskForAKnownTypeAndForWhatIsThere() throws Exception {
    download("{\"repo\": \"acme/words\", \"dataset\": true}");

    assertThat(client.get("/api/cache/acme/words").ok().path("type").asText()).isEqualTo("dataset");
    assertThat(client.get("/api/cache/acme/words?type=model").status()).isEqualTo(404);
    assertThat(client.get("/api/cache/acme/words?type=thing").status()).isEqualTo(400);
    assertThat(client.get("/api/cache?type=thing").status()).isEqualTo(400);
    assertThat(client.get("/api/cache/acme/none").errorCode()).isEqualTo("not_found");
  }

  @Test
  void deletionRefusesWhatIsNoNameAndFindsWhatIsNone() throws Exception {
    Files.createDirectories(desk.cache());
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "x");
    for (String path :
        List.of(
            "..%2F..%2Foutside",
            "%2e%2e/outside",
            "acme/%2e%2e",
            "acme/..",
            "acme%5Coutside/x",
            "acme%2F%2Foutside",
            "%2Facme%2Foutside",
            "acme/a%2Fb",
            "acme/a:b",
            "acme/a*b",
            "acme/a%3Fb",
            "acme/a%22b",
            "acme/a%3Cb",
            "acme/a%3Eb",
            "acme/a%7Cb",
            "acme/a%20b",
            "acme/a%00b",
            "acme/a%0Ab",
            "acme/a--b",
            "acme/..x",
            "acme/a%5Cb",
            "acme%2F%2Fx",
            ".acme/b",
            "acme/b-")) {
      assertThat(deleteAlone(path)).as(path).isEqualTo(400);
    }
    for (String path : List.of("acme/none", "a.c_m-e/No.ne_1", "acme%2Fnone", "gpt2")) {
      assertThat(client.delete("/api/cache/" + path).status()).as(path).isEqualTo(404);
    }
    assertThat(outside.resolve("kept")).exists();
  }

  /// Over a connection of its own: the server ends one after a path that cannot be.
  private int deleteAlone(String path) throws Exception {
    try (var alone = new DeskClient(desk.url())) {
      return alone.delete("/api/cache/" + path).status();
    }
  }

  @Test
  void deletesARepositoryWholeAndTwiceIsNotFound() throws Exception {
    downloadTiny();

    JsonNode answer = client.delete("/api/cache/acme/tiny-GGUF?type=model").ok();

    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(tiny()).doesNotExist();
    assertThat(client.delete("/api/cache/acme/tiny-GGUF").status()).isEqualTo(404);
    downloadTiny();
    assertThat(tiny().resolve("snapshots").resolve(FakeHub.COMMIT).resolve("README.md"))
        .hasContent("# Tiny");
  }

  @Test
  void deletesLinksAndNotWhatTheyLeadTo() throws Exception {
    downloadTiny();
    Path shared = Files.createDirectories(desk.cache().resolve("blobs/ab")).resolve("ab12");
    Path blob = tiny().resolve("blobs").resolve(FakeHub.hash("SHA-256", bytes("four")));
    Files.move(blob, shared);
    Files.createSymbolicLink(blob, Path.of("../../blobs/ab/ab12"));
    Path linked = desk.cache().resolve("models--acme--linked");
    Files.createSymbolicLink(linked, tiny());

    assertThat(client.delete("/api/cache/acme/linked").status()).isEqualTo(400);
    assertThat(client.get("/api/cache/acme/tiny-GGUF").ok().path("missingFiles").asInt()).isZero();
    client.delete("/api/cache/acme/tiny-GGUF").ok();

    assertThat(shared).hasContent("four");
    assertThat(tiny()).doesNotExist();
  }

  @Test
  void aFolderThatTheSettingsNameIsNotDeletedWithTheRepositoryAroundIt() throws Exception {
    downloadTiny();
    Path named = tiny().resolve("snapshots");
    client
        .post(
            "/api/settings",
            "{\"localScanDirs\": [" + DeskClient.JSON.writeValueAsString(named.toString()) + "]}")
        .ok();

    assertThat(client.delete("/api/cache/acme/tiny-GGUF").errorCode()).isEqualTo("conflict");
    assertThat(named.resolve(FakeHub.COMMIT).resolve("README.md")).hasContent("# Tiny");

    client.post("/api/settings", "{\"localScanDirs\": []}").ok();
    client.delete("/api/cache/acme/tiny-GGUF").ok();
    assertThat(tiny()).doesNotExist();
  }

  @Test
  void realFilesAmongReadableNamesAreNotDeletedWithThem() throws Exception {
    Path view = folder.resolve("view");
    setting("friendlyDir", view);
    downloadTiny();
    Path mine = Files.writeString(view.resolve("models/acme/tiny-GGUF/mine.gguf"), "mine");
    // The API refuses such a pair; a file that was edited by hand may have it.
    Files.writeString(
        desk.settingsFile(),
        "{\"friendlyDir\": \"%s\", \"localDir\": \"%s\"}".formatted(view, view.resolve("models")));
    restart();

    JsonNode answer = client.delete("/api/cache/acme/tiny-GGUF").ok();

    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.at("/errors/0").asText()).contains("which the settings name");
    assertThat(tiny()).doesNotExist();
    assertThat(mine).hasContent("mine");
  }

  @Test
  void repositoriesInLocalFoldersAreNotDeletedByTheCachesRoute() throws Exception {
    Path local = folder.resolve("local");
    setting("localDir", local);
    Path model = Files.createDirectories(local.resolve("acme/own")).resolve("own.gguf");
    Files.writeString(model, "mine");

    assertThat(client.get("/api/cache/acme/own").status()).isEqualTo(200);
    assertThat(client.delete("/api/cache/acme/own").status()).isEqualTo(404);
    assertThat(model).hasContent("mine");
  }

  @Test
  void doesNotDeleteWhatIsBeingDownloaded() throws Exception {
    downloadTiny();
    hub.file(GGUF, "big.gguf", new byte[4 << 20]);
    hub.slow(50);
    String id = client.download("{\"repo\": \"acme/tiny-GGUF\"}");
    client.await(id, "running");

    assertThat(client.delete("/api/cache/acme/tiny-GGUF").errorCode()).isEqualTo("conflict");
    assertThat(tiny().resolve("refs/main")).exists();
    client.delete("/api/jobs/" + id).ok();
  }

  @Test
  void doesNotDeleteWhatADownloadWaitsToWrite() throws Exception {
    downloadTiny();
    client.post("/api/settings", "{\"maxActive\": 1}").ok();
    hub.file("models/acme/slow", "big.gguf", new byte[4 << 20]).text(GGUF, "more.gguf", "more");
    hub.slow(50);
    String running =
        client.post("/api/download", "{\"repo\": \"acme/slow\"}").ok().path("id").asText();
    String waiting =
        client.post("/api/download", "{\"repo\": \"acme/tiny-GGUF\"}").ok().path("id").asText();

    assertThat(client.delete("/api/cache/acme/tiny-GGUF").errorCode()).isEqualTo("conflict");
    assertThat(tiny().resolve("refs/main")).exists();
    client.delete("/api/jobs/" + waiting).ok();
    // What the job may have begun is removed first.
    await().until(() -> client.delete("/api/cache/acme/tiny-GGUF").status() == 200);
    assertThat(tiny()).doesNotExist();
    client.delete("/api/jobs/" + running).ok();
  }

  @Test
  void rebuildMakesTheLinksOfABlobOnlyCacheAgain() throws Exception {
    downloadTiny();
    Path snapshot = tiny().resolve("snapshots").resolve(FakeHub.COMMIT);
    Files.delete(snapshot.resolve("README.md"));
    Files.delete(snapshot.resolve("tiny-Q8_0.gguf"));
    Files.createSymbolicLink(snapshot.resolve("tiny-Q8_0.gguf"), Path.of("../../blobs/other"));

    JsonNode first = client.post("/api/cache/rebuild", "{\"clean\": false}").ok();
    JsonNode again = client.post("/api/cache/rebuild", "").ok();

    assertThat(first.path("symlinksCreated").asInt()).isOne();
    assertThat(first.path("symlinksUpdated").asInt()).isOne();
    assertThat(first.path("reposScanned").asInt()).isOne();
    assertThat(first.path("errors")).isEmpty();
    assertThat(again.path("symlinksCreated").asInt()).isZero();
    assertThat(again.path("symlinksUpdated").asInt()).isZero();
    assertThat(snapshot.resolve("README.md")).hasContent("# Tiny");
    assertThat(snapshot.resolve("tiny-Q8_0.gguf")).hasContent("eight");
  }

  @Test
  void cleanRemovesOnlyLinksThatLeadNowhere() throws Exception {
    downloadTiny();
    Path snapshot = tiny().resolve("snapshots").resolve(FakeHub.COMMIT);
    Files.createSymbolicLink(
        Files.createDirectory(snapshot.resolve("sub")).resolve("gone"), Path.of("nowhere"));
    Files.writeString(snapshot.resolve("copy"), "mine");

    assertThat(client.post("/api/cache/rebuild", "{}").ok().path("orphansRemoved").asInt())
        .isZero();
    JsonNode cleaned = client.post("/api/cache/rebuild", "{\"clean\": true}").ok();

    assertThat(cleaned.path("orphansRemoved").asInt()).isOne();
    assertThat(Files.exists(snapshot.resolve("sub"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(snapshot.resolve("copy")).hasContent("mine");
    assertThat(client.post("/api/cache/rebuild", "{\"clean\": 1}").status()).isEqualTo(400);
  }

  @Test
  void theFriendlyViewFollowsDownloadsDeletionsAndItsScript() throws Exception {
    Path view = folder.resolve("by name's");
    setting("friendlyDir", view);
    downloadTiny();
    Path names = view.resolve("models/acme/tiny-GGUF");
    JsonNode listed = client.get("/api/cache").ok();

    assertThat(names.resolve("README.md")).hasContent("# Tiny");
    assertThat(names.resolve("hfd.yaml")).content().contains("tiny-Q4_K_M.gguf");
    assertThat(listed.path("repos")).hasSize(1);
    assertThat(listed.at("/repos/0/source").asText()).isEqualTo("HF cache");
    assertThat(listed.at("/repos/0/friendlyPath").asText())
        .isEqualTo(names.toRealPath().toString());

    Files.delete(names.resolve("README.md"));
    run(view.resolve("rebuild.sh"));
    assertThat(names.resolve("README.md")).hasContent("# Tiny");
    Files.delete(names.resolve("README.md"));
    assertThat(client.post("/api/cache/rebuild", "{}").ok().path("symlinksCreated").asInt())
        .isOne();

    client.delete("/api/cache/acme/tiny-GGUF").ok();
    assertThat(names).doesNotExist();
  }

  @Test
  void theScriptWorksAfterViewAndCacheWereMovedTogether() throws Exception {
    Path home = folder.resolve("hf home");
    setting("cacheDir", home.resolve("hub"));
    setting("friendlyDir", home);
    downloadTiny();
    Path moved = Files.move(home, folder.resolve("it's moved"));
    Path readme = moved.resolve("models/acme/tiny-GGUF/README.md");
    assertThat(readme).hasContent("# Tiny");
    Files.delete(readme);

    run(moved.resolve("rebuild.sh"));

    assertThat(readme).hasContent("# Tiny");
    assertThat(Files.readSymbolicLink(readme).isAbsolute()).isFalse();
  }

  private static void run(Path script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void localFoldersAreListedWithTheirLabelsAndOnce() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models/acme/tiny-GGUF"));
    Files.writeString(models.resolve("tiny-Q2_K.gguf"), "two");
    client
        .post("/api/settings", "{\"localScanDirs\": [\"" + folder.resolve("models") + "\"]}")
        .ok();
    downloadTiny();

    JsonNode answer = client.get("/api/cache").ok();
    JsonNode details = client.get("/api/cache/acme/tiny-GGUF").ok();

    assertThat(answer.path("repos")).hasSize(1);
    assertThat(answer.at("/repos/0/source").asText()).isEqualTo("Local");
    assertThat(answer.at("/repos/0/downloadStatus").asText()).isEqualTo("unknown");
    assertThat(answer.at("/repos/0/quantizations").toString()).isEqualTo("[\"Q2_K\"]");
    assertThat(answer.at("/repos/0/locations").findValuesAsText("source"))
        .containsExactly("Local", "HF cache");
    assertThat(answer.at("/stats/totalFiles").asInt()).isOne();
    assertThat(details.path("source").asText()).isEqualTo("HF cache");
    client.delete("/api/cache/acme/tiny-GGUF").ok();
    assertThat(models.resolve("tiny-Q2_K.gguf")).exists();
    assertThat(client.delete("/api/cache/acme/tiny-GGUF").status()).isEqualTo(404);
    assertThat(client.get("/api/cache/acme/tiny-GGUF").ok().path("files")).hasSize(1);
  }

  @Test
  void verificationReadsEveryFileAgain() throws Exception {
    downloadTiny();
    Path blobs = tiny().resolve("blobs");
    Files.writeString(blobs.resolve(FakeHub.hash("SHA-256", bytes("eight"))), "EIGHT");
    Files.delete(blobs.resolve(FakeHub.oid(bytes("# Tiny"))));

    List<String> lines = client.lines("/api/cache/acme/tiny-GGUF/verify");

    JsonNode last = DeskClient.JSON.readTree(lines.getLast());
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst()).contains("README.md").contains("\"missing\"");
    assertThat(lines.get(3)).contains("Q8_0").contains("\"corrupt\"");
    assertThat(last.path("done").asBoolean()).isTrue();
    assertThat(last.path("success").asBoolean(true)).isFalse();
    assertThat(last.path("ok").asInt()).isEqualTo(2);
    assertThat(last.path("absent").asInt(-1)).isZero();
    assertThat(client.post("/api/cache/acme/none/verify", "").status()).isEqualTo(404);
    assertThat(client.post("/api/cache/acme/tiny-GGUF/verify?revision=no", "").status())
        .isEqualTo(404);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
