package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatedRepositoriesTest {

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient ben;
  private static HubClient anybody;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    anybody = HubClient.anonymous(hub);
    ana.create("source");
    fill("ana/source");
    ana.createPrivate("secret");
    fill("ana/secret");
  }

  private static void fill(String repository) {
    ana.commit(repository, HubClient.file("a/b.txt", "text"), HubClient.file("README.md", "card"));
    ana.uploadLarge(repository, large(repository));
    ana.commit(repository, HubClient.largeFile("l.bin", large(repository)));
  }

  private static byte[] large(String repository) {
    return ("large content of " + repository).getBytes(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static Answer duplicate(HubClient who, String from, String body) {
    return who.postJson("/api/models/" + from + "/duplicate", HubClient.json(body));
  }

  private static void settings(String repository, String body) {
    byte[] bytes = HubClient.json(body).getBytes(StandardCharsets.UTF_8);
    assertThat(ana.put("/api/models/" + repository + "/settings", bytes).status()).isEqualTo(200);
  }

  @Test
  void theFilesAreTheSameInOneCommitAndNoLargeByteMoves() throws IOException {
    long before = largeBlobs();
    Answer made = duplicate(ben, "ana/source", "{'repository':'ben/copy'}");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.json().path("url").textValue()).isEqualTo(hub.url() + "/ben/copy");
    String tree = "/tree/main?recursive=true&expand=false";
    JsonNode source = anybody.get("/api/models/ana/source" + tree).json();
    JsonNode copy = anybody.get("/api/models/ben/copy" + tree).json();
    assertThat(copy.findValuesAsText("oid")).isEqualTo(source.findValuesAsText("oid"));
    assertThat(copy.findValuesAsText("path")).isEqualTo(source.findValuesAsText("path"));
    assertThat(anybody.get("/ben/copy/resolve/main/l.bin").bytes()).isEqualTo(large("ana/source"));
    assertThat(ben.batch("ben/copy", "download", large("ana/source")).href("download"))
        .isNotEmpty();
    JsonNode commits = anybody.get("/api/models/ben/copy/commits/main").json();
    assertThat(commits.findValuesAsText("title")).containsExactly("Duplicate from ana/source");
    assertThat(largeBlobs()).isEqualTo(before);
    assertThat(ben.commit("ben/copy", HubClient.file("new", "new")).status()).isEqualTo(200);
    assertThat(anybody.get("/ana/source/resolve/main/new").status()).isEqualTo(404);
  }

  private static long largeBlobs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("blobs/lfs"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void theDuplicateOutlivesItsSource() {
    ana.create("short-lived");
    byte[] content = "only here".getBytes(StandardCharsets.UTF_8);
    ana.uploadLarge("ana/short-lived", content);
    ana.commit("ana/short-lived", HubClient.largeFile("o.bin", content));
    duplicate(ben, "ana/short-lived", "{'repository':'ben/heir'}");
    ana.delete("/api/repos/delete", "{\"name\":\"short-lived\"}");
    assertThat(anybody.get("/ben/heir/resolve/main/o.bin").bytes()).isEqualTo(content);
  }

  @Test
  void whatIsPrivateStaysSoAndIsCopiedByThoseWhoReadIt() {
    assertThat(duplicate(ben, "ana/secret", "{'repository':'ben/grab'}").status()).isEqualTo(404);
    assertThat(duplicate(anybody, "ana/secret", "{'repository':'ben/grab'}").status())
        .isEqualTo(401);
    assertThat(duplicate(ana, "ana/secret", "{'repository':'ana/secret-2'}").status())
        .isEqualTo(200);
    assertThat(ben.get("/api/models/ana/secret-2").status()).isEqualTo(404);
    assertThat(ana.get("/ana/secret-2/resolve/main/l.bin").bytes()).isEqualTo(large("ana/secret"));
    String shown = "{'repository':'ana/shown','visibility':'public'}";
    assertThat(duplicate(ana, "ana/secret", shown).status()).isEqualTo(200);
    assertThat(anybody.get("/ana/shown/resolve/main/l.bin").bytes()).isEqualTo(large("ana/secret"));
  }

  @Test
  void whatIsGatedIsCopiedFromInsideAndGatedAgain() {
    ana.create("gated");
    fill("ana/gated");
    settings("ana/gated", "{'gated':'manual','lfs_suffix_rules':['.mine']}");
    assertThat(duplicate(ben, "ana/gated", "{'repository':'ben/gated'}").header("X-Error-Code"))
        .isEqualTo("GatedRepo");
    assertThat(duplicate(ana, "ana/gated", "{'repository':'ana/gated-2'}").status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/gated-2").json().path("gated").textValue())
        .isEqualTo("manual");
    assertThat(ana.get("/api/models/ana/gated-2/settings/lfs").json().path("lfs_suffix_rules"))
        .hasSize(1);
  }

  @Test
  void aTakenNameIsAConflictThatTellsWhereItIs() {
    Answer taken = duplicate(ana, "ana/source", "{'repository':'ana/secret'}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.json().path("url").textValue()).isEqualTo(hub.url() + "/ana/secret");
  }

  @Test
  void aDuplicateGoesWhereTheCallerMayCreate() {
    assertThat(duplicate(ben, "ana/source", "{'repository':'ana/x'}").status()).isEqualTo(403);
    assertThat(duplicate(anybody, "ana/source", "{'repository':'ben/x'}").status()).isEqualTo(401);
    assertThat(
            duplicate(ben.as(RunningHub.readToken("ben")), "ana/source", "{'repository':'ben/x'}")
                .status())
        .isEqualTo(403);
    assertThat(duplicate(ben, "ana/source", "{'repository':'x'}").status()).isEqualTo(400);
    assertThat(duplicate(ben, "ana/source", "{}").status()).isEqualTo(400);
    assertThat(duplicate(ben, "ana/absent", "{'repository':'ben/x'}").status()).isEqualTo(404);
  }

  @Test
  void anEmptiedRepositoryCanBeDuplicated() {
    ana.create("emptied");
    String all = HubClient.line("deletedFile", "\"path\":\".gitattributes\"");
    assertThat(ana.commit("ana/emptied", all).status()).isEqualTo(200);
    assertThat(duplicate(ben, "ana/emptied", "{'repository':'ben/emptied'}").status())
        .isEqualTo(200);
    assertThat(ben.get("/api/models/ben/emptied").status()).isEqualTo(200);
    assertThat(ben.get("/api/models/ben/emptied/tree/main").json()).isEmpty();
  }

  @Test
  void spacesAndDatasetsAreDuplicatedToo() {
    ana.postJson("/api/repos/create", HubClient.json("{'name':'s','type':'space','sdk':'gradio'}"));
    assertThat(
            ana.postJson(
                    "/api/spaces/ana/s/duplicate",
                    HubClient.json("{'repository':'ana/s2','hardware':'cpu-basic'}"))
                .json()
                .path("url")
                .textValue())
        .isEqualTo(hub.url() + "/spaces/ana/s2");
    assertThat(ana.get("/api/spaces/ana/s2").json().path("sdk").textValue()).isEqualTo("gradio");
  }
}
