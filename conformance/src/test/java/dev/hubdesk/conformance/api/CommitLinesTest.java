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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the lines of a commit do, in the order sent.
class CommitLinesTest {

  private static final byte[] LARGE = "large".repeat(500).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private RunningHub hub;
  private HubClient ana;
  private HubClient ben;

  @BeforeEach
  void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    ana.create("m");
    ana.uploadLarge("ana/m", LARGE);
    committed(file("a.txt", "a"), file("dir/b.txt", "b"), largeFile("dir/l.bin", LARGE));
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private String committed(String... lines) {
    Answer made = ana.commit("ana/m", lines);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    return made.json().path("commitOid").asText();
  }

  private String head() {
    return ana.get("/api/models/ana/m").json().path("sha").asText();
  }

  private List<String> paths(String repository) {
    JsonNode list = ana.get("/api/models/" + repository + "/tree/main?recursive=true").json();
    List<String> paths = list.findValuesAsText("path");
    paths.remove(".gitattributes");
    return paths;
  }

  private String text(String path) {
    return ana.get("/ana/m/resolve/main/" + path).body();
  }

  private static String copy(String to, String from, String more) {
    return line("copyFile", json("'path':'" + to + "','srcPath':'" + from + "'" + more));
  }

  private static String delete(String path) {
    return line("deletedFile", json("'path':'" + path + "'"));
  }

  @Test
  void aCopyIsTakenFromTheStateBeforeTheCommit() {
    committed(
        file("a.txt", "new"),
        copy("copy.txt", "a.txt", ""),
        copy("folder", "dir", ""),
        delete("dir/b.txt"));
    assertThat(text("copy.txt")).isEqualTo("a");
    assertThat(text("a.txt")).isEqualTo("new");
    assertThat(paths("ana/m"))
        .containsExactly(
            "a.txt", "copy.txt", "dir", "dir/l.bin", "folder", "folder/b.txt", "folder/l.bin");
    assertThat(ana.get("/ana/m/resolve/main/folder/l.bin").bytes()).isEqualTo(LARGE);
  }

  @Test
  void aCopyCanNameARevision() {
    String old = head();
    committed(file("a.txt", "new"), delete("dir/b.txt"));
    committed(
        copy("a.old", "a.txt", ",'srcRevision':'" + old + "'"),
        copy("dir/b.txt", "dir/b.txt", ",'srcRevision':'" + old.substring(0, 10) + "'"),
        copy("a.now", "a.txt", ",'srcRevision':'main'"));
    assertThat(text("a.old")).isEqualTo("a");
    assertThat(text("a.now")).isEqualTo("new");
    assertThat(text("dir/b.txt")).isEqualTo("b");
  }

  @Test
  void aCopyFromAnotherRepositoryBringsLargeFilesWithoutTheirBytes() {
    ana.create("other");
    String source = ",'sourceRepoType':'model','sourceRepoId':'ana/m'";
    Answer made =
        ana.commit("ana/other", copy("x/l.bin", "dir/l.bin", source), copy("whole", "dir", source));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(paths("ana/other"))
        .containsExactly("whole", "whole/b.txt", "whole/l.bin", "x", "x/l.bin");
    assertThat(ana.get("/ana/other/resolve/main/x/l.bin").bytes()).isEqualTo(LARGE);
    assertThat(ana.delete("/api/repos/delete", json("{'name':'m'}")).status()).isEqualTo(200);
    assertThat(ana.get("/ana/other/resolve/main/whole/l.bin").bytes()).isEqualTo(LARGE);
  }

  @Test
  void nobodyCopiesWhatTheyMayNotRead() {
    ana.createPrivate("secret");
    ana.commit("ana/secret", file("s.txt", "secret"));
    ben.create("mine");
    for (String source : new String[] {"ana/secret", "ana/none", "x", "a--b/c"}) {
      String more = ",'sourceRepoId':'" + source + "'";
      Answer refused = ben.commit("ben/mine", copy("s.txt", "s.txt", more));
      assertThat(refused.status()).as(source).isEqualTo(404);
      assertThat(refused.header("X-Error-Code")).as(source).isEqualTo("RepoNotFound");
    }
    assertThat(ben.get("/ben/mine/resolve/main/s.txt").status()).isEqualTo(404);
    String type = ",'sourceRepoId':'ana/m','sourceRepoType':'bucket'";
    assertThat(ben.commit("ben/mine", copy("s.txt", "a.txt", type)).status()).isEqualTo(400);
  }

  @Test
  void aCopyOfWhatIsNotThereChangesNothing() {
    String before = head();
    Answer missing = ana.commit("ana/m", file("new", "1"), copy("x", "none", ""));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.header("X-Error-Code")).isEqualTo("EntryNotFound");
    Answer revision =
        ana.commit("ana/m", file("new", "1"), copy("x", "a.txt", ",'srcRevision':'none'"));
    assertThat(revision.header("X-Error-Code")).isEqualTo("RevisionNotFound");
    for (String bad : new String[] {copy("../x", "a.txt", ""), copy("x", "../a.txt", "")}) {
      assertThat(ana.commit("ana/m", file("new", "1"), bad).status()).isEqualTo(422);
    }
    assertThat(ana.commit("ana/m", line("copyFile", json("'path':'x'"))).status()).isEqualTo(400);
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void anLfsLineWithoutASizeLooksItUp() {
    String oid = HubClient.sha256(LARGE);
    String fields = "'path':'again.bin','algo':'sha256','oid':'" + oid + "'";
    committed(line("lfsFile", json(fields)));
    assertThat(ana.get("/ana/m/resolve/main/again.bin").bytes()).isEqualTo(LARGE);
    ben.create("mine");
    assertThat(ben.commit("ben/mine", line("lfsFile", json(fields))).status()).isEqualTo(200);
    ana.createPrivate("hidden");
    byte[] hidden = "hidden bytes".getBytes(StandardCharsets.UTF_8);
    ana.uploadLarge("ana/hidden", hidden);
    ana.commit("ana/hidden", largeFile("h.bin", hidden));
    String other = "'path':'h.bin','algo':'sha256','oid':'" + HubClient.sha256(hidden) + "'";
    assertThat(ben.commit("ben/mine", line("lfsFile", json(other))).status()).isEqualTo(422);
  }

  @Test
  void contentComesAsBase64OrAsText() {
    String text = "'path':'t.txt','encoding':'utf-8','content':'grüße \\\\u00e9\\n'";
    committed(line("file", json(text).replace("\n", "\\n")));
    assertThat(text("t.txt")).isEqualTo("grüße é\n".replace("é", "\\u00e9"));
    committed(line("file", json("'path':'p.txt','content':'aGVsbG8='")));
    assertThat(text("p.txt")).isEqualTo("hello");
    for (String bad :
        new String[] {
          "'path':'x','content':'aGVsbG8=','encoding':'utf-8'",
          "'path':'x','encoding':'latin1','content':'x'",
          "'path':'x','encoding':'base64','content':'!!'",
          "'path':'x','encoding':'base64'"
        }) {
      assertThat(ana.commit("ana/m", line("file", json(bad))).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void whatChangesNothingMakesNoCommit() {
    String before = head();
    Answer same = ana.commit("ana/m", file("a.txt", "a"), copy("a.txt", "a.txt", ""));
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.json().path("commitOid").asText()).isEqualTo(before);
    Answer back = ana.commit("ana/m", delete("a.txt"), file("a.txt", "a"));
    assertThat(back.json().path("commitOid").asText()).isEqualTo(before);
    assertThat(ana.commit("ana/m").json().path("commitOid").asText()).isEqualTo(before);
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void linesApplyInTheOrderSentAndTheLastWordCounts() {
    committed(
        file("x", "first"),
        file("x", "second"),
        line("deletedFolder", json("'path':'dir/'")),
        file("dir/b.txt", "again"),
        file("gone", "1"),
        delete("gone"));
    assertThat(paths("ana/m")).containsExactly("a.txt", "dir", "dir/b.txt", "x");
    assertThat(text("x")).isEqualTo("second");
    assertThat(text("dir/b.txt")).isEqualTo("again");
  }

  @Test
  void aFileAndAFolderCanTakeEachOthersPlace() {
    committed(file("a.txt/inner", "1"), file("dir", "a file now"));
    assertThat(paths("ana/m")).containsExactly("a.txt", "a.txt/inner", "dir");
    committed(file("a.txt", "file again"), file("dir/b.txt", "folder again"));
    assertThat(paths("ana/m")).containsExactly("a.txt", "dir", "dir/b.txt");
    assertThat(text("a.txt")).isEqualTo("file again");
  }

  @Test
  void pathsThatDifferInCaseAloneAreTwo() {
    committed(file("A.TXT", "upper"), file("Dir/b.txt", "upper"), file("dir/B.txt", "upper"));
    assertThat(paths("ana/m")).contains("A.TXT", "a.txt", "Dir/b.txt", "dir/b.txt", "dir/B.txt");
    assertThat(text("a.txt")).isEqualTo("a");
    assertThat(text("A.TXT")).isEqualTo("upper");
    committed(delete("A.TXT"));
    assertThat(text("a.txt")).isEqualTo("a");
  }

  @Test
  void preuploadAnswersTenThousandFiles() {
    committed(file(".gitignore", "*.log\n"));
    var files = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      files.append(i == 0 ? "" : ",").append(json("{'path':'d/" + i + ".log','size':1}"));
    }
    Answer answer = ana.postJson("/api/models/ana/m/preupload/main", "{\"files\":[" + files + "]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode list = answer.json().path("files");
    assertThat(list).hasSize(10_000);
    assertThat(list.path(9_999).path("path").asText()).isEqualTo("d/9999.log");
    assertThat(list.path(9_999).path("shouldIgnore").asBoolean()).isTrue();
    String own = json("'gitIgnore':'','files':[{'path':'x.log','size':1}]");
    Answer sent = ana.postJson("/api/models/ana/m/preupload/main", "{" + own + "}");
    assertThat(sent.json().at("/files/0/shouldIgnore").asBoolean()).isFalse();
    for (String bad : new String[] {"../x", "/x", "x/", "a//b", ".git/config", "..\\\\x", ""}) {
      String one = json("{'files':[{'path':'" + bad + "','size':1}]}");
      Answer refused = ana.postJson("/api/models/ana/m/preupload/main", one);
      assertThat(refused.status()).as(bad).isEqualTo(422);
    }
  }
}
