package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The File Tree API in its two dialects, as the design's table says.
class FileTreeTest {

  private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient anybody;
  private static String sha;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    anybody = HubClient.anonymous(hub);
    sha = HubClient.sha256(WEIGHTS);
    ana.create("m");
    ana.uploadLarge("ana/m", WEIGHTS);
    Answer made =
        ana.commit(
            "ana/m",
            HubClient.file("README.md", "hello"),
            HubClient.file("configs/a.json", "{}"),
            HubClient.file("configs/deep/größe 1.txt", "abc"),
            HubClient.largeFile("model.safetensors", WEIGHTS));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static JsonNode entry(JsonNode listing, String path) {
    for (JsonNode entry : listing) {
      if (entry.path("path").textValue().equals(path)) {
        return entry;
      }
    }
    throw new AssertionError("no " + path + " in " + listing);
  }

  private static List<String> paths(JsonNode listing) {
    var paths = new ArrayList<String>();
    listing.forEach(entry -> paths.add(entry.path("path").textValue()));
    return paths;
  }

  @Test
  void underApiTheIdsAreGits() {
    JsonNode root = anybody.get("/api/models/ana/m/tree/main").json();
    assertThat(paths(root))
        .containsExactly(".gitattributes", "README.md", "configs", "model.safetensors");
    JsonNode readme = entry(root, "README.md");
    assertThat(readme.path("oid").textValue())
        .isEqualTo("b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0");
    assertThat(readme.path("size").intValue()).isEqualTo(5);
    assertThat(readme.has("lfs")).isFalse();
    assertThat(readme.path("lastModified").textValue()).matches("\\d{4}-.*T.*\\.\\d{3}Z");
    JsonNode weights = entry(root, "model.safetensors");
    assertThat(weights.path("oid").textValue()).matches("[0-9a-f]{40}");
    assertThat(weights.path("size").intValue()).isEqualTo(WEIGHTS.length);
    assertThat(weights.path("lfs").path("oid").textValue()).isEqualTo(sha);
    assertThat(weights.path("lfs").path("pointerSize").intValue()).isEqualTo(126);
    JsonNode configs = entry(root, "configs");
    assertThat(configs.path("type").textValue()).isEqualTo("directory");
    assertThat(configs.path("size").intValue()).isEqualTo(5);
    assertThat(configs.path("oid").textValue()).matches("[0-9a-f]{40}");
  }

  @Test
  void onDocumentedPathsLfsIdsCarryTheirAlgorithm() {
    JsonNode root = anybody.get("/models/ana/m/tree/main").json();
    JsonNode weights = entry(root, "model.safetensors");
    assertThat(weights.path("oid").textValue()).isEqualTo("sha256:" + sha);
    assertThat(weights.path("lfs").path("oid").textValue()).isEqualTo("sha256:" + sha);
    assertThat(entry(root, "README.md").path("oid").textValue()).hasSize(40);
    assertThat(entry(root, "README.md").has("lfs")).isFalse();
    assertThat(entry(root, "configs").path("lastModified").textValue()).isNotEmpty();
    assertThat(anybody.get("/models/ana/m/tree").json()).isEqualTo(root);
    assertThat(anybody.get("/models/ana/m/tree/").json()).isEqualTo(root);
    assertThat(anybody.get("/api/models/ana/m/tree").status()).isEqualTo(404);
  }

  @Test
  void recursiveListsEverythingAndExpandTellsCommits() {
    JsonNode all = anybody.get("/api/models/ana/m/tree/main?recursive=True&expand=1").json();
    assertThat(paths(all)).contains("configs", "configs/deep", "configs/deep/größe 1.txt");
    assertThat(entry(all, "README.md").path("lastCommit").path("title").textValue())
        .isEqualTo("change");
    assertThat(entry(all, ".gitattributes").path("lastCommit").path("title").textValue())
        .isEqualTo("initial commit");
    JsonNode deep = anybody.get("/api/models/ana/m/tree/main/configs%2Fdeep").json();
    assertThat(paths(deep)).containsExactly("configs/deep/größe 1.txt");
    assertThat(anybody.get("/models/ana/m/tree/main/configs/deep/").json()).hasSize(1);
  }

  @Test
  void pagesFollowOneAnotherOnOneCommit() {
    var seen = new ArrayList<String>();
    Answer page = anybody.get("/api/models/ana/m/tree/main?recursive=true&limit=2");
    seen.addAll(paths(page.json()));
    ana.create("pages");
    while (!page.next().isEmpty()) {
      assertThat(page.next()).startsWith(hub.url() + "/api/models/ana/m/tree/main?");
      page = anybody.get(page.next());
      assertThat(page.status()).isEqualTo(200);
      seen.addAll(paths(page.json()));
    }
    assertThat(seen).isEqualTo(paths(anybody.get("/models/ana/m/tree/main?recursive=true").json()));
  }

  @Test
  void badParametersAreRefused() {
    assertThat(anybody.get("/models/ana/m/tree/main?recursive=maybe").status()).isEqualTo(422);
    assertThat(anybody.get("/models/ana/m/tree/main?fallback=maybe").status()).isEqualTo(422);
    assertThat(anybody.get("/api/models/ana/m/tree/main?limit=0").status()).isEqualTo(422);
    assertThat(anybody.get("/api/models/ana/m/tree/main?cursor=abc").status()).isEqualTo(400);
  }

  @Test
  void whatDoesNotExistIsTold() {
    for (String path : new String[] {"nowhere", "README.md", "..", ".git", "a%5Cb", "a%01b"}) {
      Answer answer = anybody.get("/api/models/ana/m/tree/main/" + path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("X-Error-Code")).as(path).isEqualTo("EntryNotFound");
    }
    Answer revision = anybody.get("/api/models/ana/m/tree/n%C3%B6wh%C3%A9re");
    assertThat(revision.status()).isEqualTo(404);
    assertThat(revision.header("X-Error-Code")).isEqualTo("RevisionNotFound");
    assertThat(revision.json().path("error").textValue()).contains("nöwhére");
  }

  @Test
  void pathsInfoTakesAFormAMultipartFormOrJson() {
    JsonNode form =
        anybody
            .postForm(
                "/models/ana/m/paths-info/main",
                "paths=README.md&paths=model.safetensors&paths=configs%2F&paths=nope&expand=False")
            .json();
    assertThat(paths(form)).containsExactly("README.md", "model.safetensors", "configs");
    assertThat(form.path(0).path("lfs").isNull()).isTrue();
    assertThat(form.path(0).path("last_commit").isNull()).isTrue();
    assertThat(form.path(0).path("security").isNull()).isTrue();
    assertThat(form.path(0).has("last_commit")).isTrue();
    assertThat(form.path(1).path("lfs").path("oid").textValue()).isEqualTo("sha256:" + sha);
    assertThat(form.path(2).path("tree_id")).isEqualTo(form.path(2).path("oid"));
    String parts =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"paths\"",
            "",
            "README.md",
            "--b--",
            "");
    assertThat(
            anybody
                .post("/models/ana/m/paths-info/main", "multipart/form-data; boundary=b", parts)
                .json())
        .hasSize(1);
    JsonNode json =
        anybody
            .postJson(
                "/api/models/ana/m/paths-info/main", "{\"paths\":[\"configs\"],\"expand\":true}")
            .json();
    assertThat(json.path(0).path("lastCommit").path("id").textValue()).hasSize(40);
    assertThat(json.path(0).has("tree_id")).isFalse();
  }

  @Test
  void aPathsInfoBodyThatSaysNothingIsRefused() {
    String path = "/models/ana/m/paths-info/main";
    assertThat(anybody.postForm(path, "").status()).isEqualTo(422);
    assertThat(anybody.postJson(path, "{").status()).isEqualTo(422);
    assertThat(anybody.postForm(path, "paths=a&expand=perhaps").status()).isEqualTo(422);
    assertThat(anybody.postForm(path, "paths=a&".repeat(1001)).status()).isEqualTo(422);
    assertThat(anybody.postForm(path, "paths=a&".repeat(1000)).status()).isEqualTo(200);
  }

  @Test
  void aPrivateRepositoryIs403OnDocumentedPathsToWhoeverMayNotReadIt() {
    ana.postJson("/api/repos/create", "{\"name\":\"p\",\"visibility\":\"private\"}");
    assertThat(anybody.get("/models/ana/p/tree/main").status()).isEqualTo(403);
    assertThat(ana.as(RunningHub.writeToken("ben")).get("/models/ana/p/tree/main").status())
        .isEqualTo(403);
    assertThat(anybody.get("/models/ana/none/tree/main").status()).isEqualTo(404);
    assertThat(ana.get("/models/ana/p/tree/main").status()).isEqualTo(200);
  }

  @Test
  void aBrowserGetsThePageAndCachesCanTell() {
    Answer page = anybody.get("/models/ana/m/tree/main", "Accept", "text/html,*/*");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Vary")).contains("Accept");
    assertThat(anybody.get("/models/ana/m/tree/main").header("Vary")).contains("Accept");
  }

  @Test
  void infoTellsBlobsWhenAsked() {
    JsonNode info = anybody.get("/api/models/ana/m/revision/main?blobs=true").json();
    assertThat(info.path("siblings")).hasSize(5);
    JsonNode weights = info.path("siblings").path(4);
    assertThat(weights.path("lfs").path("sha256").textValue()).isEqualTo(sha);
    assertThat(weights.path("size").intValue()).isEqualTo(WEIGHTS.length);
  }
}
