package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {

  private static final Sha256 NOBODYS = new Sha256("ab".repeat(32));
  private static final HubLimits LIMITS =
      new HubLimits(1 << 20, 40_000, 5, 200, 10_000, 1000, 1000, 20);

  @TempDir private Path folder;
  private RunningHub hub;
  private HubClient ana;

  @BeforeEach
  void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").with(c -> c.withLimits(LIMITS)).start();
    ana = HubClient.of(hub, "ana");
    ana.create("m");
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
    try (Stream<Path> scratch = Files.list(folder.resolve("tmp"))) {
      assertThat(scratch).isEmpty();
    }
  }

  private String head() {
    return ana.get("/api/models/ana/m").json().path("sha").textValue();
  }

  @Test
  void aCommitIsAnsweredWithItsAddress() {
    Answer made = ana.commit("ana/m", file("a.txt", "hello"), file("b/c.txt", "there"));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.json().path("commitOid").textValue()).isEqualTo(head());
    assertThat(made.json().path("commitUrl").textValue())
        .isEqualTo(hub.url() + "/ana/m/commit/" + head());
    assertThat(made.json().path("success").booleanValue()).isTrue();
    assertThat(ana.get("/ana/m/resolve/main/a.txt").body()).isEqualTo("hello");
    assertThat(ana.get("/ana/m/resolve/main/b/c.txt").body()).isEqualTo("there");
  }

  @Test
  void linesApplyInTheOrderSent() {
    ana.commit("ana/m", file("d/a", "1"), file("d/b", "2"), file("keep", "3"));
    Answer made =
        ana.commit(
            "ana/m",
            line("deletedFolder", "\"path\":\"d/\""),
            file("d/b", "2"),
            file("x", "first"),
            file("x", "last"));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(ana.get("/ana/m/resolve/main/x").body()).isEqualTo("last");
    assertThat(ana.get("/ana/m/resolve/main/d/b").status()).isEqualTo(200);
    Answer gone = ana.get("/ana/m/resolve/main/d/a");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.header("X-Error-Code")).isEqualTo("EntryNotFound");
    assertThat(gone.header("X-Repo-Commit")).isEqualTo(head());
  }

  @Test
  void aStaleParentIsRefusedInTheWordsThatClientsKnow() {
    String old = head();
    ana.commit("ana/m", file("a", "1"));
    Answer late =
        ana.post(
            "/api/models/ana/m/commit/main",
            "application/x-ndjson",
            line("header", "\"summary\":\"late\",\"parentCommit\":\"" + old + "\"")
                + "\n"
                + file("a", "2"));
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.header("X-Error-Message"))
        .isEqualTo(
            "The branch was updated since you opened this page. Please refresh and try again.");
    assertThat(ana.get("/ana/m/resolve/main/a").body()).isEqualTo("1");
  }

  @Test
  void aBrokenBodyChangesNothing() {
    String before = head();
    for (String bad :
        new String[] {
          file("a", "1") + "\n{\"key\":\"file\",\"value\":{\"path\":\"b\",\"content\":\"aGVs",
          file("a", "1") + "\n" + line("unknown", ""),
          file("a", "1") + "\n" + line("header", "\"summary\":\"again\""),
        }) {
      assertThat(ana.commit("ana/m", bad).status()).as(bad).isEqualTo(400);
    }
    for (String path : new String[] {"../x", "a/.git/config", "a\\\\b", "a//b", "a\\u0007"}) {
      Answer answer = ana.commit("ana/m", file("ok", "1"), file(path, "1"));
      assertThat(answer.status()).as(path).isEqualTo(422);
    }
    Answer missing = ana.commit("ana/m", file("ok", "1"), line("deletedFile", "\"path\":\"no\""));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.header("X-Error-Code")).isEqualTo("EntryNotFound");
    assertThat(missing.json().path("error").textValue())
        .contains("A file with this name doesn't exist");
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void limitsHoldAtTheirEdges() {
    assertThat(ana.commit("ana/m", file("a", "x".repeat(10_000))).status()).isEqualTo(200);
    Answer large = ana.commit("ana/m", file("b", "x".repeat(10_001)));
    assertThat(large.status()).isEqualTo(422);
    assertThat(large.json().path("error").textValue()).contains("LFS");
    assertThat(
            ana.commit("ana/m", file("1", ""), file("2", ""), file("3", ""), file("4", ""))
                .status())
        .isEqualTo(200);
    assertThat(
            ana.commit(
                    "ana/m",
                    file("1", ""),
                    file("2", ""),
                    file("3", ""),
                    file("4", ""),
                    file("5", ""))
                .status())
        .isEqualTo(413);
    String many = file("a", "x".repeat(9_000));
    assertThat(ana.commit("ana/m", many, many, many, many).status()).isEqualTo(413);
  }

  @Test
  void anLfsFileNeedsAnObjectThatTheAuthorMayUse() {
    Answer unknown =
        ana.commit(
            "ana/m",
            line(
                "lfsFile",
                "\"path\":\"w.bin\",\"algo\":\"sha256\",\"oid\":\"" + NOBODYS + "\",\"size\":3"));
    assertThat(unknown.status()).isEqualTo(422);
    Answer disguised = ana.commit("ana/m", file("w.bin", new LfsPointer(NOBODYS, 3).text()));
    assertThat(disguised.status()).isEqualTo(422);
  }

  @Test
  void onlyABranchThatExistsCanBeCommittedTo() {
    for (String revision : new String[] {"other", head(), "refs%2Fheads%2Fother"}) {
      Answer answer =
          ana.post(
              "/api/models/ana/m/commit/" + revision,
              "application/x-ndjson",
              line("header", "\"summary\":\"s\"") + "\n" + file("a", "1"));
      assertThat(answer.status()).as(revision).isEqualTo(404);
      assertThat(answer.header("X-Error-Code")).isEqualTo("RevisionNotFound");
    }
    Answer full =
        ana.post(
            "/api/models/ana/m/commit/refs%2Fheads%2Fmain",
            "application/x-ndjson", line("header", "\"summary\":\"s\"") + "\n" + file("a", "1"));
    assertThat(full.status()).isEqualTo(200);
  }

  @Test
  void whoMayNotWriteIsToldSo() {
    String[] change = {file("a", "1")};
    assertThat(ana.as(RunningHub.readToken("ana")).commit("ana/m", change).status()).isEqualTo(403);
    assertThat(ana.as(RunningHub.writeToken("ben")).commit("ana/m", change).status())
        .isEqualTo(403);
    assertThat(ana.as(null).commit("ana/m", change).status()).isEqualTo(401);
  }

  @Test
  void historyComesInPagesThatTellOfOneState() {
    for (int i = 0; i < 4; i++) {
      ana.commit("ana/m", file("a", "" + i));
    }
    Answer first =
        ana.get(
            "/api/models/ana/m/commits/main?limit=2&expand[]=formatted".replace("[]", "%5B%5D"));
    assertThat(first.header("X-Total-Count")).isEqualTo("5");
    assertThat(first.json().path(0).path("id").textValue()).isEqualTo(head());
    assertThat(first.json().path(0).path("formatted").path("title").textValue())
        .isEqualTo("change");
    ana.commit("ana/m", file("a", "later"));
    Answer second = ana.get(first.next());
    Answer third = ana.get(second.next());
    assertThat(second.json()).hasSize(2);
    assertThat(third.json()).hasSize(1);
    assertThat(third.next()).isEmpty();
    assertThat(third.json().path(0).path("title").textValue()).isEqualTo("initial commit");
  }

  @Test
  void preuploadSaysWhatGoesWhere() {
    ana.commit("ana/m", file(".gitignore", "*.log\nbuild/\n"), file("same.txt", "hello"));
    String question =
        """
        {"files":[
          {"path":"same.txt","size":5,"sample":"aGVsbG8="},
          {"path":"x.bin","size":4,"sample":"AAECAw=="},
          {"path":"x.pkl","size":4,"sample":"AAECAw=="},
          {"path":"x.lfs.txt","size":100,"sample":"aGVsbG8="},
          {"path":"big.text","size":10001,"sample":"aGVsbG8="},
          {"path":"pic.png","size":5,"sample":"aGVsbG8="},
          {"path":"a.log","size":5,"sample":"aGVsbG8="},
          {"path":"build/out/x.txt","size":5,"sample":"aGVsbG8="}]}
        """;
    JsonNode files =
        ana.postJson("/api/models/ana/m/preupload/main", question).json().path("files");
    assertThat(files).hasSize(8);
    String[] modes = {"regular", "lfs", "lfs", "lfs", "lfs", "regular", "regular", "regular"};
    for (int i = 0; i < modes.length; i++) {
      JsonNode answer = files.path(i);
      assertThat(answer.path("uploadMode").textValue()).as(answer.toString()).isEqualTo(modes[i]);
      assertThat(answer.path("shouldIgnore").booleanValue()).as(answer.toString()).isEqualTo(i > 5);
    }
    assertThat(files.path(0).path("oid").textValue())
        .isEqualTo("b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0");
    assertThat(files.path(1).has("oid")).isFalse();
    Answer bad =
        ana.postJson(
            "/api/models/ana/m/preupload/main", "{\"files\":[{\"path\":\"..\\\\x\",\"size\":1}]}");
    assertThat(bad.status()).isEqualTo(422);
  }

  @Test
  void preuploadReadsAThousandRulesOfAGitignore() {
    String most = "other\\n".repeat(HubLimits.MAX_IGNORE_RULES - 1);
    assertThat(isLogIgnored(most + "*.log")).isTrue();
    assertThat(isLogIgnored(most + "another\\n*.log")).isFalse();
  }

  private boolean isLogIgnored(String gitIgnore) {
    String question =
        "{\"gitIgnore\":\"" + gitIgnore + "\",\"files\":[{\"path\":\"a.log\",\"size\":1}]}";
    return ana.postJson("/api/models/ana/m/preupload/main", question)
        .json()
        .at("/files/0/shouldIgnore")
        .booleanValue();
  }

  @Test
  void preuploadGoesByTheAttributesOfTheSameCommit() {
    ana.commit("ana/m", file(".gitattributes", "*.stored filter=lfs\n"));
    String files =
        """
        "files":[{"path":"a.stored","size":5,"sample":"aGVsbG8="},
                 {"path":"a.given","size":5,"sample":"aGVsbG8="},
                 {"path":"a.bin","size":4,"sample":"AAECAw=="}]
        """;
    assertThat(uploadModes("{" + files + "}")).containsExactly("lfs", "regular", "lfs");
    String given = "\"gitAttributes\":\"*.given filter=lfs\\n*.bin -filter\\n\"";
    assertThat(uploadModes("{" + given + "," + files + "}"))
        .containsExactly("regular", "lfs", "regular");
    assertThat(uploadModes("{\"gitAttributes\":\"\"," + files + "}"))
        .containsExactly("regular", "regular", "lfs");
    assertThat(uploadModes("{\"gitAttributes\":null," + files + "}"))
        .containsExactly("lfs", "regular", "lfs");
  }

  @Test
  void preuploadLimitsTheFilesOfOneQuestion() {
    String path = "/api/models/ana/m/preupload/main";
    assertThat(ana.postJson(path, questionAbout(20)).json().path("files")).hasSize(20);
    Answer over = ana.postJson(path, questionAbout(21));
    assertThat(over.status()).isEqualTo(413);
    assertThat(over.json().path("error").textValue()).contains("at most 20 files");
  }

  private static String questionAbout(int files) {
    String one = "{\"path\":\"a.txt\",\"size\":1,\"sample\":\"YQ==\"}";
    return "{\"files\":[" + String.join(",", Collections.nCopies(files, one)) + "]}";
  }

  private List<String> uploadModes(String question) {
    JsonNode answer = ana.postJson("/api/models/ana/m/preupload/main", question).json();
    return answer.findValuesAsText("uploadMode");
  }

  @Test
  void acknowledgedCommitsOutliveARestart() throws IOException {
    ana.commit("ana/m", file("a", "kept"));
    String before = head();
    hub.close();
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    assertThat(head()).isEqualTo(before);
    assertThat(ana.get("/ana/m/resolve/main/a").body()).isEqualTo("kept");
  }
}
