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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The published specification of the File Tree API, sentence by sentence in its own order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FileTreeSpecificationTest {

  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private static final byte[] WEIGHTS = "weights".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final String[] TYPES = {"model", "dataset", "space"};

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient anybody;
  private static String sha;
  private static String head;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    anybody = HubClient.anonymous(hub);
    sha = "sha256:" + HubClient.sha256(WEIGHTS);
    ana.create("mymodel");
    ana.uploadLarge("ana/mymodel", WEIGHTS);
    Answer made =
        ana.commit(
            "ana/mymodel",
            HubClient.file("README.md", "# My model"),
            HubClient.file("config.json", "{\"a\": 1}"),
            HubClient.file("configs/one.json", "{}"),
            HubClient.file("configs/deep/two.json", "{\"two\": 2}"),
            HubClient.largeFile("model.safetensors", WEIGHTS),
            HubClient.largeFile("models/part.bin", WEIGHTS));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    head = made.json().path("commitOid").textValue();
    ana.createPrivate("secret");
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static JsonNode tree(String rest) {
    Answer answer = anybody.get("/models/ana/mymodel/tree" + rest);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    return answer.json();
  }

  private static JsonNode pathsInfo(String form) {
    Answer answer = anybody.postForm("/models/ana/mymodel/paths-info/main", form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode entry(JsonNode list, String path) {
    for (JsonNode entry : list) {
      if (entry.path("path").asText().equals(path)) {
        return entry;
      }
    }
    throw new AssertionError("no " + path + " in " + list);
  }

  private static List<String> paths(JsonNode list) {
    return list.findValuesAsText("path");
  }

  private static List<String> keys(JsonNode entry) {
    var keys = new ArrayList<String>();
    entry.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  @Order(1)
  void listsFilesAndFoldersFlat() {
    assertThat(paths(tree("/main")))
        .containsExactly(
            ".gitattributes", "README.md", "config.json", "configs", "model.safetensors", "models");
  }

  @Test
  @Order(2)
  void repositoryTypeIsModelDatasetOrSpace() {
    for (String type : TYPES) {
      String name = "of-type-" + type;
      String made = "{\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"sdk\":\"static\"}";
      assertThat(ana.postJson("/api/repos/create", made).status()).isEqualTo(200);
      Answer tree = anybody.get("/" + type + "s/ana/" + name + "/tree/main");
      assertThat(paths(tree.json())).contains(".gitattributes");
      Answer info =
          anybody.postForm(
              "/" + type + "s/ana/" + name + "/paths-info/main", "paths=.gitattributes");
      assertThat(paths(info.json())).containsExactly(".gitattributes");
    }
    assertThat(anybody.get("/buckets/ana/mymodel/tree/main").status()).isEqualTo(404);
  }

  @Test
  @Order(3)
  void revisionIsABranchOrACommitAndMainWhenLeftOut() {
    JsonNode main = tree("/main");
    assertThat(tree("/" + head)).isEqualTo(main);
    assertThat(tree("/" + head.substring(0, 7))).isEqualTo(main);
    assertThat(tree("/refs%2Fheads%2Fmain")).isEqualTo(main);
    assertThat(tree("")).isEqualTo(main);
    assertThat(tree("/")).isEqualTo(main);
    assertThat(tree("?recursive=false")).isEqualTo(main);
  }

  @Test
  @Order(4)
  void pathIsTheRootWhenLeftOut() {
    assertThat(tree("/main/")).isEqualTo(tree("/main"));
    assertThat(paths(tree("/main/configs"))).containsExactly("configs/deep", "configs/one.json");
    assertThat(tree("/main/configs/")).isEqualTo(tree("/main/configs"));
    assertThat(tree("/main/configs%2Fdeep")).isEqualTo(tree("/main/configs/deep"));
  }

  @Test
  @Order(5)
  void recursiveListsEverythingBelow() {
    for (String yes : new String[] {"true", "True", "TRUE", "1"}) {
      assertThat(paths(tree("/main/configs?recursive=" + yes)))
          .containsExactly("configs/deep", "configs/deep/two.json", "configs/one.json");
    }
    for (String no : new String[] {"false", "False", "0"}) {
      assertThat(tree("/main/configs?recursive=" + no)).isEqualTo(tree("/main/configs"));
    }
  }

  @Test
  @Order(6)
  void expandIncludesDetailedMetadata() {
    for (JsonNode entry : tree("/main?expand=True")) {
      JsonNode commit = entry.path("lastCommit");
      assertThat(commit.path("id").asText()).matches("[0-9a-f]{40}");
      assertThat(commit.path("title").asText()).isIn("change", "initial commit");
      assertThat(commit.path("date").asText()).isEqualTo(entry.path("lastModified").asText());
      assertThat(entry.has("securityFileStatus"))
          .isEqualTo(entry.path("type").asText().equals("file"));
    }
    assertThat(tree("/main").findValues("lastCommit")).isEmpty();
    assertThat(tree("/main").findValues("securityFileStatus")).isEmpty();
  }

  @Test
  @Order(7)
  void fallbackIsAcceptedAndChangesNothingHere() {
    for (String value : new String[] {"true", "false", "True", "0"}) {
      assertThat(tree("/main?fallback=" + value)).isEqualTo(tree("/main"));
    }
  }

  @Test
  @Order(8)
  void authenticationIsOptionalAndRequiredForPrivateRepositories() {
    assertThat(ana.get("/models/ana/mymodel/tree/main").json()).isEqualTo(tree("/main"));
    assertThat(ana.get("/models/ana/secret/tree/main").status()).isEqualTo(200);
    HubClient reader = ana.as(RunningHub.readToken("ana"));
    assertThat(reader.get("/models/ana/secret/tree/main").status()).isEqualTo(200);
  }

  @Test
  @Order(9)
  void aFileObjectHasTheseKeys() {
    JsonNode config = entry(tree("/main"), "config.json");
    assertThat(keys(config))
        .containsExactlyInAnyOrder("type", "path", "size", "oid", "lastModified");
    assertThat(config.path("type").asText()).isEqualTo("file");
    assertThat(config.path("size").isIntegralNumber()).isTrue();
    assertThat(config.path("size").asInt()).isEqualTo(8);
    assertThat(config.path("lastModified").asText()).matches(DATE);
    JsonNode large = entry(tree("/main"), "model.safetensors");
    assertThat(keys(large))
        .containsExactlyInAnyOrder("type", "path", "size", "oid", "lastModified", "lfs");
    assertThat(keys(large.path("lfs"))).containsExactlyInAnyOrder("oid", "size", "pointerSize");
    assertThat(large.path("size").asInt()).isEqualTo(WEIGHTS.length);
    assertThat(large.path("lfs").path("size").asInt()).isEqualTo(WEIGHTS.length);
    assertThat(large.path("lfs").path("oid").asText()).isEqualTo(sha);
    assertThat(large.path("lfs").path("pointerSize").asInt())
        .isEqualTo(anybody.get("/ana/mymodel/raw/main/model.safetensors").bytes().length);
  }

  @Test
  @Order(10)
  void aDirectoryObjectHasTheseKeys() {
    JsonNode configs = entry(tree("/main"), "configs");
    assertThat(keys(configs))
        .containsExactlyInAnyOrder("type", "path", "size", "oid", "lastModified");
    assertThat(configs.path("type").asText()).isEqualTo("directory");
    assertThat(configs.path("lastModified").asText()).matches(DATE);
  }

  @Test
  @Order(11)
  void sizeOfADirectoryIsTheSumOfAllItsContents() {
    assertThat(entry(tree("/main"), "configs").path("size").asInt()).isEqualTo(2 + 10);
    assertThat(entry(tree("/main/configs"), "configs/deep").path("size").asInt()).isEqualTo(10);
    assertThat(entry(tree("/main"), "models").path("size").asInt()).isEqualTo(WEIGHTS.length);
  }

  @Test
  @Order(12)
  void oidIsSha256ForLfsSha1ForRegularFilesAndTheTreesForDirectories() {
    JsonNode root = tree("/main");
    assertThat(entry(root, "model.safetensors").path("oid").asText()).isEqualTo(sha);
    assertThat(entry(root, "config.json").path("oid").asText()).isEqualTo(gitId("{\"a\": 1}"));
    assertThat(entry(root, "configs").path("oid").asText()).matches("[0-9a-f]{40}");
    assertThat(entry(root, "configs").path("oid")).isNotEqualTo(entry(root, "models").path("oid"));
  }

  private static String gitId(String content) {
    return HubClient.gitBlobId(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Order(13)
  void aRepositoryOrRevisionThatDoesNotExistIs404() {
    for (HubClient caller : List.of(anybody, ana)) {
      Answer repository = caller.get("/models/ana/none/tree/main");
      assertThat(repository.status()).isEqualTo(404);
      assertThat(repository.header("X-Error-Code")).isEqualTo("RepoNotFound");
      Answer revision = caller.get("/models/ana/mymodel/tree/none");
      assertThat(revision.status()).isEqualTo(404);
      assertThat(revision.header("X-Error-Code")).isEqualTo("RevisionNotFound");
      for (Answer answer : List.of(repository, revision)) {
        assertThat(answer.json().path("error").asText()).isNotEmpty();
        assertThat(answer.header("X-Error-Message")).isNotEmpty();
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
      }
    }
  }

  @Test
  @Order(14)
  void aPrivateRepositoryIs403ToWhoeverMayNotReadIt() {
    HubClient ben = HubClient.of(hub, "ben");
    for (HubClient caller : List.of(anybody, ben)) {
      Answer tree = caller.get("/models/ana/secret/tree/main");
      Answer info = caller.postForm("/models/ana/secret/paths-info/main", "paths=a");
      for (Answer answer : List.of(tree, info)) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("error").asText())
            .isEqualTo("Private repository requires authentication");
      }
    }
  }

  @Test
  @Order(15)
  void theListingIsCompleteWhenNoLimitIsGiven() {
    ana.create("many");
    var lines = new ArrayList<String>();
    for (int i = 0; i < 2500; i++) {
      lines.add(HubClient.file("f/%04d.txt".formatted(i), "" + i));
    }
    assertThat(ana.commit("ana/many", lines.toArray(String[]::new)).status()).isEqualTo(200);
    Answer all = anybody.get("/models/ana/many/tree/main/f");
    assertThat(all.json()).hasSize(2500);
    assertThat(all.header("Link")).isEmpty();
    Answer page = anybody.get("/models/ana/many/tree/main/f?limit=2000");
    assertThat(page.json()).hasSize(1000);
    assertThat(page.next()).startsWith(hub.url() + "/models/ana/many/tree/main/f?limit=2000&");
    Answer client = anybody.get("/api/models/ana/many/tree/main/f");
    assertThat(client.json()).hasSize(1000);
    assertThat(client.next()).startsWith(hub.url() + "/api/models/ana/many/tree/main/f?");
  }

  @Test
  @Order(16)
  void pathsInfoOfAFileHasTheseKeys() {
    JsonNode list = pathsInfo("paths=config.json&paths=model.safetensors");
    JsonNode config = entry(list, "config.json");
    assertThat(keys(config))
        .contains("type", "path", "size", "oid", "lfs", "last_commit", "security");
    assertThat(config.path("type").asText()).isEqualTo("file");
    assertThat(config.path("size").asInt()).isEqualTo(8);
    assertThat(config.path("oid").asText()).isEqualTo(gitId("{\"a\": 1}"));
    for (String reserved : new String[] {"lfs", "last_commit", "security"}) {
      assertThat(config.path(reserved).isNull()).as(reserved).isTrue();
    }
    JsonNode large = entry(list, "model.safetensors");
    assertThat(large.path("oid").asText()).isEqualTo(sha);
    assertThat(large.path("lfs").path("oid").asText()).isEqualTo(sha);
    assertThat(large.path("lfs").path("size").asInt()).isEqualTo(WEIGHTS.length);
    assertThat(large.path("lfs").path("pointerSize").asInt()).isEqualTo(129);
  }

  @Test
  @Order(17)
  void pathsInfoOfADirectoryHasTheseKeys() {
    JsonNode models = entry(pathsInfo("paths=models"), "models");
    assertThat(keys(models)).contains("type", "path", "oid", "tree_id", "last_commit");
    assertThat(models.path("type").asText()).isEqualTo("directory");
    assertThat(models.path("tree_id")).isEqualTo(models.path("oid"));
    assertThat(models.path("oid")).isEqualTo(entry(tree("/main"), "models").path("oid"));
    assertThat(models.path("last_commit").isNull()).isTrue();
  }

  @Test
  @Order(18)
  void pathsInfoTakesTheExamplesForm() {
    JsonNode list = pathsInfo("paths=README.md&paths=config.json&paths=models%2F&expand=False");
    assertThat(paths(list)).containsExactly("README.md", "config.json", "models");
  }

  @Test
  @Order(19)
  void pathsInfoExpandsWhenAsked() {
    for (JsonNode entry : pathsInfo("paths=README.md&paths=models&expand=True&fallback=False")) {
      assertThat(entry.path("last_commit").path("id").asText()).isEqualTo(head);
      assertThat(entry.path("last_commit").path("title").asText()).isEqualTo("change");
      assertThat(entry.path("last_commit").path("date").asText()).matches(DATE);
    }
    JsonNode readme = pathsInfo("paths=README.md&expand=true").path(0);
    assertThat(readme.path("security").path("status").asText()).isEqualTo("unscanned");
  }

  @Test
  @Order(20)
  void pathsThatDoNotExistAreLeftOutWithoutAWord() {
    assertThat(paths(pathsInfo("paths=none&paths=README.md&paths=..&paths=&paths=.git&paths=%5C")))
        .containsExactly("README.md");
    assertThat(pathsInfo("paths=none")).isEmpty();
  }

  @Test
  @Order(21)
  void aDirectoryIsFoundWithAndWithoutATrailingSlash() {
    assertThat(pathsInfo("paths=models%2F")).isEqualTo(pathsInfo("paths=models"));
    assertThat(paths(pathsInfo("paths=models%2F&paths=models")))
        .containsExactly("models", "models");
  }

  @Test
  @Order(22)
  void pathsInfoOfWhatDoesNotExistIs404() {
    assertThat(anybody.postForm("/models/ana/none/paths-info/main", "paths=a").status())
        .isEqualTo(404);
    Answer revision = anybody.postForm("/models/ana/mymodel/paths-info/none", "paths=a");
    assertThat(revision.status()).isEqualTo(404);
    assertThat(revision.header("X-Error-Code")).isEqualTo("RevisionNotFound");
  }

  @Test
  @Order(23)
  void anInvalidRequestBodyIs422() {
    String path = "/models/ana/mymodel/paths-info/main";
    for (String form :
        new String[] {"", "path=a", "paths=a&expand=maybe", "paths=a&fallback=x", "paths=%zz"}) {
      assertInvalid(anybody.postForm(path, form), form);
    }
    for (String json :
        new String[] {
          "",
          "{",
          "[]",
          "7",
          "null",
          "{}",
          "{\"paths\":null}",
          "{\"paths\":7}",
          "{\"paths\":{}}",
          "{\"paths\":[7]}",
          "{\"paths\":[null]}",
          "{\"paths\":[[\"a\"]]}",
          "{\"paths\":[\"a\"],\"expand\":\"maybe\"}",
          "{\"paths\":[\"a\"],\"expand\":[]}",
          "{\"paths\":[\"a\"],\"expand\":{}}",
          "{\"paths\":[\"a\"],\"fallback\":[]}"
        }) {
      assertInvalid(anybody.postJson(path, json), json);
    }
    for (String parts : new String[] {"", "--b", "--b--", "--b\r\n\r\nx"}) {
      assertInvalid(anybody.post(path, "multipart/form-data; boundary=b", parts), parts);
    }
    assertInvalid(anybody.post(path, "multipart/form-data", "--b--"), "no boundary");
    assertInvalid(anybody.post(path, "text/plain", "hello"), "plain text");
  }

  private static void assertInvalid(Answer answer, String sent) {
    assertThat(answer.status()).as(sent + " → " + answer.body()).isEqualTo(422);
    assertThat(answer.json().path("error").asText()).as(sent).isNotEmpty();
  }

  @Test
  @Order(24)
  void filesAreLfsBySizeAndBySuffixAndByThe32Defaults() {
    String[] suffixes = {
      ".safetensors",
      ".bin",
      ".pt",
      ".pth",
      ".ckpt",
      ".onnx",
      ".pb",
      ".h5",
      ".tflite",
      ".gguf",
      ".ggml",
      ".msgpack",
      ".zip",
      ".tar",
      ".gz",
      ".bz2",
      ".xz",
      ".7z",
      ".rar",
      ".npy",
      ".npz",
      ".arrow",
      ".parquet",
      ".mp4",
      ".avi",
      ".mkv",
      ".mov",
      ".wav",
      ".mp3",
      ".flac",
      ".tiff",
      ".tif"
    };
    assertThat(suffixes).hasSize(32);
    for (String suffix : suffixes) {
      assertThat(uploadMode("x" + suffix, 4)).as(suffix).isEqualTo("lfs");
    }
    assertThat(uploadMode("x.txt", 10_000_000)).isEqualTo("regular");
    assertThat(uploadMode("x.txt", 10_000_001)).isEqualTo("lfs");
  }

  private static String uploadMode(String path, long size) {
    String file = "{\"path\":\"" + path + "\",\"size\":" + size + ",\"sample\":\"aGVsbG8=\"}";
    Answer answer =
        ana.postJson("/api/models/ana/mymodel/preupload/main", "{\"files\":[" + file + "]}");
    return answer.json().at("/files/0/uploadMode").asText();
  }
}
