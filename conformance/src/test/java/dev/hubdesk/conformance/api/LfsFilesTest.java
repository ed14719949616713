package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static dev.hubdesk.conformance.api.HubClient.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of a repository's large files, deleting some for good, and promising some to another
/// repository.
class LfsFilesTest {

  private static final String FILES = "/api/models/ana/m/lfs-files";
  private static final byte[] ONE = bytes("one");
  private static final byte[] TWO = bytes("two");
  private static final byte[] THREE = bytes("three");

  @TempDir private Path folder;
  private RunningHub hub;
  private HubClient ana;
  private HubClient ben;

  private static byte[] bytes(String text) {
    return text.repeat(1000).getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void start() throws IOException {
    hub =
        RunningHub.on(folder)
            .user("ana")
            .user("ben")
            .with(config -> config.withCollectAfter(Duration.ZERO))
            .start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    ana.create("m");
    for (byte[] large : List.of(ONE, TWO, THREE)) {
      ana.uploadLarge("ana/m", large);
    }
    committed("first", file("a.txt", "a"), largeFile("one.bin", ONE));
    committed("second", largeFile("x/two.bin", TWO), largeFile("x/copy.bin", TWO));
    committed("third", file("a.txt", "b"), largeFile("x/three.bin", THREE));
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private String committed(String title, String... lines) {
    Answer made =
        ana.post(
            "/api/models/ana/m/commit/main",
            "application/x-ndjson",
            line("header", json("'summary':'" + title + "'")) + "\n" + String.join("\n", lines));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    return made.json().path("commitOid").asText();
  }

  private Answer delete(HubClient caller, boolean rewrite, byte[]... contents) {
    var oids = new ArrayList<String>();
    for (byte[] content : contents) {
      oids.add("'" + HubClient.sha256(content) + "'");
    }
    String deletions = "'sha':[" + String.join(",", oids) + "],'rewriteHistory':" + rewrite;
    return caller.postJson(FILES + "/batch", json("{'deletions':{" + deletions + "}}"));
  }

  private boolean isStored(byte[] content) throws IOException {
    try (Stream<Path> blobs = Files.walk(folder.resolve("blobs/lfs"))) {
      return blobs.anyMatch(path -> path.endsWith(HubClient.sha256(content)));
    }
  }

  private void sweep() {
    HubClient admin = HubClient.of(hub, RunningHub.ADMIN);
    assertThat(admin.postJson("/api/admin/sweep", "{}").status()).isEqualTo(200);
  }

  private List<String> titles(String revision) {
    return ana.get("/api/models/ana/m/commits/" + revision).json().findValuesAsText("title");
  }

  @Test
  void theListTellsEachObjectOnceInPages() {
    var seen = new ArrayList<JsonNode>();
    Answer page = ana.get(FILES + "?limit=2");
    page.json().forEach(seen::add);
    while (!page.next().isEmpty()) {
      assertThat(page.next()).startsWith(hub.url() + FILES + "?limit=2&cursor=");
      page = ana.get(page.next());
      page.json().forEach(seen::add);
    }
    assertThat(seen).hasSize(3);
    JsonNode two =
        seen.stream()
            .filter(file -> file.path("oid").asText().equals(HubClient.sha256(TWO)))
            .findFirst()
            .orElseThrow();
    assertThat(two.path("filename").asText()).isEqualTo("x/two.bin");
    assertThat(two.path("size").asInt()).isEqualTo(TWO.length);
    assertThat(two.path("ref").asText()).isEqualTo("refs/heads/main");
    assertThat(two.path("pushedAt").asText()).matches("20.*\\.\\d{3}Z");
    assertThat(two.path("fileOid").asText()).isNotEmpty();
    assertThat(ana.get(FILES).json()).hasSize(3);
    assertThat(ana.get(FILES + "?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void deletingWithHistoryLeavesNoPointerInAnyRef() throws IOException {
    String tagged = titlesHead("main");
    TestRefs.put(hub, "ana", "m", "refs/heads/old", tagged);
    TestRefs.put(hub, "ana", "m", "refs/tags/v1", tagged);
    committed("fourth", line("deletedFile", json("'path':'x/two.bin'")));
    assertThat(delete(ana, true, TWO).status()).isEqualTo(200);
    for (String revision : new String[] {"main", "old", "v1"}) {
      JsonNode tree =
          ana.get("/api/models/ana/m/tree/" + revision + "?recursive=true&expand=true").json();
      assertThat(tree.findValuesAsText("path"))
          .as(revision)
          .containsExactly(".gitattributes", "a.txt", "one.bin", "x", "x/three.bin");
      assertThat(tree.path(1).at("/lastCommit/title").asText()).isEqualTo("third");
      assertThat(tree.path(2).at("/lastCommit/title").asText()).isEqualTo("first");
      assertThat(tree.path(3).at("/lastCommit/title").asText()).isEqualTo("third");
      assertThat(tree.path(3).path("size").asInt()).isEqualTo(THREE.length);
    }
    assertThat(titles("main"))
        .containsExactly("fourth", "third", "second", "first", "initial commit");
    for (JsonNode commit : ana.get("/api/models/ana/m/commits/main").json()) {
      String tree = "/api/models/ana/m/tree/" + commit.path("id").asText() + "?recursive=true";
      assertThat(ana.get(tree).body()).doesNotContain("two.bin").doesNotContain("copy.bin");
    }
    assertThat(ana.get(FILES).json()).hasSize(2);
    sweep();
    assertThat(isStored(TWO)).isFalse();
    assertThat(isStored(ONE)).isTrue();
    assertThat(ana.get("/ana/m/resolve/main/one.bin").bytes()).isEqualTo(ONE);
    committed("fifth", file("b.txt", "goes on"));
  }

  private String titlesHead(String revision) {
    return ana.get("/api/models/ana/m/commits/" + revision).json().path(0).path("id").asText();
  }

  @Test
  void commitsBeforeTheFirstPointerKeepTheirIds() {
    String before = ana.get("/api/models/ana/m/commits/main").json().path(3).path("id").asText();
    assertThat(delete(ana, true, ONE, TWO, THREE).status()).isEqualTo(200);
    JsonNode commits = ana.get("/api/models/ana/m/commits/main").json();
    assertThat(commits.path(3).path("id").asText()).isEqualTo(before);
    assertThat(commits).hasSize(4);
    assertThat(ana.get("/api/models/ana/m/tree/main").json().findValuesAsText("path"))
        .containsExactly(".gitattributes", "a.txt");
  }

  @Test
  void deletingWithoutHistoryLeavesPointersThatSaySo() throws IOException {
    String head = titlesHead("main");
    assertThat(delete(ana, false, TWO).status()).isEqualTo(200);
    assertThat(titlesHead("main")).isEqualTo(head);
    assertThat(ana.get("/ana/m/raw/main/x/two.bin").body()).contains(HubClient.sha256(TWO));
    for (Answer gone :
        List.of(
            ana.get("/ana/m/resolve/main/x/two.bin"), ana.head("/ana/m/resolve/main/x/two.bin"))) {
      assertThat(gone.status()).isEqualTo(404);
      assertThat(gone.header("X-Error-Code")).isEqualTo("EntryNotFound");
      assertThat(gone.header("X-Error-Message")).contains("deleted for good");
      assertThat(gone.header("X-Repo-Commit")).isEqualTo(head);
    }
    sweep();
    assertThat(isStored(TWO)).isFalse();
    Answer checked = HubClient.of(hub, RunningHub.ADMIN).postJson("/api/admin/fsck", "{}");
    assertThat(checked.body()).contains("\"done\"").doesNotContain(HubClient.sha256(TWO));
    assertThat(delete(ana, false, TWO).status()).isEqualTo(404);
    ana.uploadLarge("ana/m", TWO);
    committed("again", largeFile("x/again.bin", TWO));
    assertThat(ana.get("/ana/m/resolve/main/x/two.bin").bytes()).isEqualTo(TWO);
  }

  @Test
  void headsOfWhatWasDeletedForGoodAreNotTold() {
    byte[] header = "{\"a\":{\"dtype\":\"I8\",\"shape\":[1]}}".getBytes(StandardCharsets.UTF_8);
    byte[] weights =
        ByteBuffer.allocate(8 + header.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .array();
    ana.uploadLarge("ana/m", weights);
    committed(
        "weights",
        largeFile("w.safetensors", weights),
        file("i.json", "{\"weight_map\":{\"a\":\"w.safetensors\"}}"));
    String heads = "/api/models/ana/m/safetensors-metadata/i.json";
    assertThat(ana.get(heads).body()).contains("I8");
    assertThat(delete(ana, false, weights).status()).isEqualTo(200);
    assertThat(ana.get(heads).status()).isEqualTo(404);
    assertThat(ana.get(heads).header("X-Error-Code")).isEqualTo("EntryNotFound");
  }

  @Test
  void aMergeMakesNoPointer() {
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
            .formatted(HubClient.sha256(TWO), TWO.length);
    ben.create("mine");
    assertThat(ben.commit("ben/mine", file("p", "a\n" + pointer + "z\n")).status()).isEqualTo(200);
    String side = "/api/models/ben/mine/branch/side";
    assertThat(ben.postJson(side, "{}").status()).isEqualTo(200);
    assertThat(ben.commit("ben/mine", file("p", pointer + "z\n")).status()).isEqualTo(200);
    String lines = line("header", json("'summary':'side'")) + "\n" + file("p", "a\n" + pointer);
    String commit = "/api/models/ben/mine/commit/side";
    assertThat(ben.post(commit, "application/x-ndjson", lines).status()).isEqualTo(200);
    Answer merged = ben.postJson("/api/models/ben/mine/merge/side/into/main", "{}");
    assertThat(merged.status()).as(merged.body()).isEqualTo(409);
  }

  @Test
  void whatWasDeletedForGoodReturnsWhenItIsUploadedToItsOldPlace() throws IOException {
    assertThat(delete(ana, false, TWO).status()).isEqualTo(200);
    sweep();
    String asked =
        json("{'files':[{'path':'x/two.bin','size':%d,'sample':''}]}".formatted(TWO.length));
    String preupload = "/api/models/ana/m/preupload/main";
    assertThat(ana.postJson(preupload, asked).body()).doesNotContain(HubClient.sha256(TWO));
    ana.uploadLarge("ana/m", TWO);
    committed("again", largeFile("x/two.bin", TWO));
    sweep();
    assertThat(ana.get("/ana/m/resolve/main/x/two.bin").bytes()).isEqualTo(TWO);
    assertThat(ana.postJson(preupload, asked).body()).contains(HubClient.sha256(TWO));
  }

  @Test
  void whatWasDeletedForGoodDoesNotReturnWithAnOldState() {
    String old = titlesHead("main");
    committed("fourth", line("deletedFile", json("'path':'x/two.bin'")));
    assertThat(delete(ana, false, TWO).status()).isEqualTo(200);
    Answer reset =
        ana.postJson(
            "/api/models/ana/m/branch/main/reset", json("{'ref':'" + old + "','force':true}"));
    assertThat(reset.status()).as(reset.body()).isEqualTo(200);
    assertThat(ana.get("/ana/m/raw/main/x/two.bin").status()).isEqualTo(200);
    assertThat(ana.get("/ana/m/resolve/main/x/two.bin").status()).isEqualTo(404);
    assertThat(ana.get("/ana/m/resolve/main/x/three.bin").bytes()).isEqualTo(THREE);
    assertThat(ana.get(FILES).json()).hasSize(2);
  }

  @Test
  void theListOfADuplicateKnowsTheNames() {
    String twin = json("{'repository':'ana/twin'}");
    assertThat(ana.postJson("/api/models/ana/m/duplicate", twin).status()).isEqualTo(200);
    JsonNode files = ana.get("/api/models/ana/twin/lfs-files").json();
    assertThat(files.findValuesAsText("filename"))
        .containsExactlyInAnyOrder("one.bin", "x/copy.bin", "x/three.bin");
    assertThat(files.path(0).path("pushedAt").asText()).startsWith("20");
  }

  @Test
  void bytesThatAnotherRepositoryHoldsStayForIt() throws IOException {
    ben.create("mine");
    assertThat(ben.commit("ben/mine", largeFile("two.bin", TWO)).status()).isEqualTo(200);
    assertThat(delete(ana, true, TWO).status()).isEqualTo(200);
    sweep();
    assertThat(ben.get("/ben/mine/resolve/main/two.bin").bytes()).isEqualTo(TWO);
    assertThat(isStored(TWO)).isTrue();
  }

  @Test
  void onlyWhoAdministersTheRepositoryDeletesAndOnlyWhatIsThere() {
    String head = titlesHead("main");
    assertThat(delete(ben, true, TWO).status()).isEqualTo(403);
    assertThat(delete(ana.as(RunningHub.readToken("ana")), true, TWO).status()).isEqualTo(403);
    assertThat(delete(ana.as(null), true, TWO).status()).isEqualTo(401);
    assertThat(delete(ana, true, TWO, bytes("nobody's")).status()).isEqualTo(404);
    for (String bad :
        new String[] {
          "{}",
          "{'deletions':7}",
          "{'deletions':{'sha':'x'}}",
          "{'deletions':{'sha':['x']}}",
          "{'deletions':{'sha':[7]}}",
          "{'deletions':{'sha':[],'rewriteHistory':'yes'}}"
        }) {
      assertThat(ana.postJson(FILES + "/batch", json(bad)).status()).as(bad).isEqualTo(422);
    }
    String many = ("'" + HubClient.sha256(TWO) + "',").repeat(1001);
    String body = "{'deletions':{'sha':[" + many.substring(0, many.length() - 1) + "]}}";
    assertThat(ana.postJson(FILES + "/batch", json(body)).status()).isEqualTo(413);
    assertThat(titlesHead("main")).isEqualTo(head);
    ana.createPrivate("p");
    assertThat(ben.get("/api/models/ana/p/lfs-files").status()).isEqualTo(404);
  }

  @Test
  void duplicatingPromisesWhatTheCallerMayReadAndNothingElse() {
    ben.create("mine");
    String target = "'target':{'type':'model','name':'ben/mine'}";
    String two = "{'xetHash':'0','sha256':'" + HubClient.sha256(TWO) + "','filename':'x'}";
    String none = "{'sha256':'" + HubClient.sha256(bytes("none")) + "'}";
    Answer answer =
        ben.postJson(
            FILES + "/duplicate", json("{" + target + ",'files':[" + two + "," + none + "]}"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("failed")).hasSize(1);
    assertThat(answer.json().at("/failed/0/sha256").asText())
        .isEqualTo(HubClient.sha256(bytes("none")));
    assertThat(answer.json().at("/failed/0/error").asText()).isNotEmpty();
    String line =
        line(
            "lfsFile",
            json("'path':'t.bin','algo':'sha256','oid':'" + HubClient.sha256(TWO) + "'"));
    assertThat(ben.commit("ben/mine", line).status()).isEqualTo(200);
    assertThat(ben.get("/ben/mine/resolve/main/t.bin").bytes()).isEqualTo(TWO);
    String anas = "'target':{'type':'model','name':'ana/m'}";
    assertThat(ben.postJson(FILES + "/duplicate", json("{" + anas + ",'files':[]}")).status())
        .isEqualTo(403);
    ana.createPrivate("p");
    String secret = "/api/models/ana/p/lfs-files/duplicate";
    assertThat(ben.postJson(secret, json("{" + target + ",'files':[]}")).status()).isEqualTo(404);
    for (String bad : new String[] {"{}", "{" + target + "}", "{" + target + ",'files':[{}]}"}) {
      assertThat(ben.postJson(FILES + "/duplicate", json(bad)).status()).as(bad).isEqualTo(422);
    }
  }
}
