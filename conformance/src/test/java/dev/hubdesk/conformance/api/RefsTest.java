package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Branches, tags, and what rewrites them.
class RefsTest {

  private static final String API = "/api/models/ana/m/";
  private static final int MAX_TEXT = 300;
  private static final HubLimits LIMITS =
      new HubLimits(1 << 20, 1 << 20, 100, MAX_TEXT, 10_000_000, 1000, 1000, 20);
  private static final String LINES = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

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
  }

  private Answer post(String path, String body) {
    return ana.postJson(API + path, json(body));
  }

  private Answer delete(String path) {
    return ana.send("DELETE", API + path, null);
  }

  private static void assertError(Answer answer, int status, String code, String text) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("X-Error-Code")).isEqualTo(code);
    assertThat(answer.json().path("error").textValue()).contains(text);
  }

  private static void assertDone(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("success").booleanValue()).isTrue();
    assertThat(answer.json().path("message").isTextual()).isTrue();
  }

  private String commit(String... lines) {
    Answer made = ana.commit("ana/m", lines);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    return made.json().path("commitOid").textValue();
  }

  private String read(String revision, String path) {
    return ana.get("/ana/m/resolve/" + revision + "/" + path).body();
  }

  private List<String> refs(String kind) {
    List<String> found = new ArrayList<>();
    for (JsonNode ref : ana.get(API + "refs?include_prs=1").json().path(kind)) {
      found.add(ref.path("name").textValue() + " " + ref.path("ref").textValue());
    }
    return found;
  }

  private String head(String revision) {
    return ana.get(API + "revision/" + revision).json().path("sha").textValue();
  }

  private long count(String revision) {
    return Long.parseLong(ana.get(API + "commits/" + revision).header("X-Total-Count"));
  }

  @Test
  void aBranchIsMadeAndDeleted() {
    for (String name :
        List.of("dev", "feature/x", "feature%2Fx", "v1.0", "r%C3%A9sum%C3%A9", "resets")) {
      makeAndDelete(name);
    }
  }

  private void makeAndDelete(String name) {
    String first = commit(file("a", "1" + name));
    assertDone(post("branch/" + name, "{}"));
    commit(file("a", "2" + name));
    assertThat(head(name)).isEqualTo(first);
    assertError(post("branch/" + name, "{}"), 409, "", "Reference refs/heads/");
    assertError(post("branch/" + name, "{}"), 409, "", "already exists");
    assertDone(delete("branch/" + name));
    assertThat(refs("branches")).containsExactly("main refs/heads/main");
    assertError(delete("branch/" + name), 404, "RevisionNotFound", "Invalid rev id");
  }

  @Test
  void aBranchStartsAtAnyRevision() {
    String first = commit(file("a", "1"));
    commit(file("a", "2"));
    assertDone(post("tag/main", "{'tag':'t'}"));

    assertDone(post("branch/full", "{'startingPoint':'" + first + "'}"));
    assertDone(post("branch/short", "{'startingPoint':'" + first.substring(0, 8) + "'}"));
    assertDone(post("branch/of-branch", "{'startingPoint':'full'}"));
    assertDone(post("branch/of-tag", "{'startingPoint':'t'}"));
    assertDone(ana.send("POST", API + "branch/bodiless", null));
    assertDone(post("branch", "{'branch':'old/form','revision':'full'}"));

    assertThat(head("full")).isEqualTo(first);
    assertThat(head("short")).isEqualTo(first);
    assertThat(head("of-branch")).isEqualTo(first);
    assertThat(head("of-tag")).isEqualTo(head("main"));
    assertThat(head("bodiless")).isEqualTo(head("main"));
    assertThat(head("old%2Fform")).isEqualTo(first);
    assertError(
        post("branch/none", "{'startingPoint':'nowhere'}"), 404, "RevisionNotFound", "nowhere");
    assertError(post("branch", "{}"), 400, "", "missing");
    assertError(post("branch/none", "[]"), 400, "", "JSON");
  }

  @Test
  void aBranchMayBeEmptyAndMayBeOverwritten() {
    String first = commit(file("a", "1"));
    commit(file("a", "2"));

    assertDone(post("branch/empty", "{'emptyBranch':true}"));
    assertThat(ana.get(API + "tree/empty").json()).isEmpty();
    assertThat(count("empty")).isEqualTo(1);
    assertError(post("branch/empty", "{'emptyBranch':true}"), 409, "", "already exists");
    assertDone(post("branch/empty", "{'overwrite':true,'startingPoint':'" + first + "'}"));
    assertThat(head("empty")).isEqualTo(first);
    assertDone(post("branch/empty", "{'overwrite':true}"));
    assertThat(head("empty")).as("nothing said where to").isEqualTo(first);
    assertDone(post("branch/empty", "{'overwrite':true,'emptyBranch':true}"));
    assertThat(ana.get(API + "tree/empty").json()).isEmpty();
    assertDone(post("branch/new", "{'overwrite':true}"));
    assertThat(head("new")).isEqualTo(head("main"));
  }

  @Test
  void aNameThatGitRefusesIsRefused() {
    for (String name :
        List.of(
            "a..b",
            "a~1",
            "a%5E",
            "a%3Ab",
            "a%20b",
            ".a",
            "a/.b",
            "a.lock",
            "a.",
            "%40%7B",
            "-a",
            "HEAD",
            "refs%2Fpr%2F1",
            "a%5Cb",
            "a%00b",
            "a//b",
            "0123456789012345678901234567890123456789")) {
      assertThat(post("branch/" + name, "{}").status()).as(name).isBetween(400, 404);
      assertThat(delete("branch/" + name).status()).as(name).isBetween(400, 404);
    }
    assertThat(refs("branches")).containsExactly("main refs/heads/main");
  }

  @Test
  void aNameIsTooLong() {
    String fits = "x".repeat(255 - "refs/heads/".length());
    assertDone(post("branch/" + fits, "{}"));
    assertError(post("branch/" + fits + "x", "{}"), 400, "", "Invalid ref name");
  }

  @Test
  void aNameCannotStandAboveAnother() {
    assertDone(post("branch/a/b", "{}"));
    assertError(post("branch/a", "{}"), 409, "", "refs/heads/a/b");
    assertError(post("branch/a/b/c", "{}"), 409, "", "refs/heads/a/b");
  }

  @Test
  void mainCannotBeDeletedNorATagAsABranch() {
    assertError(delete("branch/main"), 400, "", "Cannot delete refs/heads/main");
    assertDone(post("tag/main", "{'tag':'t'}"));
    assertError(delete("branch/t"), 404, "RevisionNotFound", "Invalid rev id");
    assertDone(post("branch/t", "{}"));
    assertDone(delete("branch/t"));
    assertThat(refs("tags")).containsExactly("t refs/tags/t");
  }

  @Test
  void tagsAreMadeLightOrAnnotatedAndDeleted() {
    String first = commit(file("a", "1"));
    commit(file("a", "2"));
    assertDone(post("tag/" + first, "{'tag':'v1'}"));
    assertDone(post("tag/" + first.substring(0, 9), "{'tag':'v/2','message':'The second'}"));
    assertDone(post("tag", "{'tag':'v3','revision':'" + first + "'}"));
    assertDone(post("branch/v1", "{}"));

    assertThat(refs("tags"))
        .containsExactly("v/2 refs/tags/v/2", "v1 refs/tags/v1", "v3 refs/tags/v3");
    for (JsonNode tag : ana.get(API + "refs").json().path("tags")) {
      assertThat(tag.path("targetCommit").textValue()).isEqualTo(first);
    }
    assertThat(head("v%2F2")).isEqualTo(first);
    assertThat(read("v%2F2", "a")).isEqualTo("1");
    assertError(post("tag/main", "{'tag':'v1'}"), 409, "", "refs/tags/v1 already exists");
    assertError(
        post("tag/main", "{'tag':'v/2','message':'x'}"), 409, "", "refs/tags/v/2 already exists");
    assertError(post("tag/nowhere", "{'tag':'a..b'}"), 404, "RevisionNotFound", "nowhere");
    assertError(post("tag/main", "{'tag':'a..b'}"), 400, "", "Invalid ref name");
    assertError(post("tag/main", "{}"), 400, "", "missing");
    assertDone(delete("tag/v%2F2"));
    assertDone(delete("tag/v1"));
    assertError(delete("tag/v1"), 404, "RevisionNotFound", "Invalid rev id");
    assertError(delete("tag/main"), 404, "RevisionNotFound", "Invalid rev id");
    assertThat(refs("branches")).contains("v1 refs/heads/v1");
  }

  @Test
  void onlyWhoMayWriteMayChangeRefs() {
    HubClient ben = HubClient.of(hub, "ben");
    HubClient reader = ana.as(RunningHub.readToken("ana"));
    ana.createPrivate("p");
    for (String path :
        List.of(
            "branch/b",
            "branch",
            "tag/main",
            "super-squash/main",
            "branch/main/reset",
            "branch/main/revert",
            "merge/main/into/main")) {
      assertThat(ben.postJson(API + path, "{}").status()).as(path).isEqualTo(403);
      assertThat(reader.postJson(API + path, "{}").status()).as(path).isEqualTo(403);
      assertThat(HubClient.anonymous(hub).postJson(API + path, "{}").status())
          .as(path)
          .isEqualTo(401);
      assertError(
          ben.postJson("/api/models/ana/p/" + path, "{}"), 404, "RepoNotFound", "not found");
    }
    assertThat(ben.send("DELETE", API + "branch/main", null).status()).isEqualTo(403);
    assertThat(ben.send("DELETE", API + "tag/t", null).status()).isEqualTo(403);
  }

  @Test
  void aSquashedHistoryCanBeBroughtBackFromTheOldCommit() {
    commit(file("a", "1"), file("d/b", "22"));
    String old = commit(file("a", "2"));
    JsonNode tree = ana.get(API + "tree/main?recursive=true").json();

    Answer squashed = post("super-squash/main", "{'message':'all of it'}");

    assertDone(squashed);
    String head = head("main");
    assertThat(squashed.json().path("commit_id").textValue()).isEqualTo(head);
    assertThat(count("main")).isEqualTo(1);
    assertThat(ana.get(API + "commits/main").json().at("/0/title").textValue())
        .isEqualTo("all of it");
    assertThat(ana.get(API + "tree/main?recursive=true").json()).hasSameSizeAs(tree);
    for (JsonNode entry : ana.get(API + "tree/main?recursive=true&expand=true").json()) {
      assertThat(entry.at("/lastCommit/id").textValue()).isEqualTo(head);
    }
    assertThat(count(old)).isEqualTo(3);
    assertDone(post("branch/undo", "{'startingPoint':'" + old + "'}"));
    assertThat(count("undo")).isEqualTo(3);
    assertDone(post("branch/main", "{'startingPoint':'" + old + "','overwrite':true}"));
    assertThat(head("main")).isEqualTo(old);
    assertError(post("super-squash/none", "{}"), 404, "RevisionNotFound", "none");
    assertError(post("super-squash/" + old, "{}"), 404, "RevisionNotFound", old);
  }

  @Test
  void aResetBringsBackFilesAsANewCommit() {
    byte[] large = "large content".getBytes(StandardCharsets.UTF_8);
    ana.uploadLarge("ana/m", large);
    String first = commit(file("a", "1"), file("d/b", "22"), largeFile("m.bin", large));
    String second = commit(file("a", "2"), HubClient.line("deletedFile", json("'path':'m.bin'")));

    assertError(post("branch/main/reset", "{'ref':'" + first + "'}"), 400, "", "force");
    Answer reset = post("branch/main/reset", "{'ref':'" + first + "','force':true,'message':'B'}");

    assertDone(reset);
    assertThat(reset.json().path("commit_id").textValue()).isEqualTo(head("main"));
    assertThat(read("main", "a")).isEqualTo("1");
    assertThat(read("main", "m.bin")).isEqualTo("large content");
    JsonNode commits = ana.get(API + "commits/main").json();
    assertThat(commits.at("/0/title").textValue()).isEqualTo("B");
    assertThat(commits.at("/1/id").textValue()).isEqualTo(second);
    JsonNode restored = ana.get(API + "tree/main?expand=true&recursive=true").json();
    for (JsonNode entry : restored) {
      if (entry.path("path").textValue().equals("m.bin")) {
        assertThat(entry.path("size").longValue()).isEqualTo(large.length);
        assertThat(entry.at("/lastCommit/id").textValue()).isEqualTo(head("main"));
      } else if (entry.path("path").textValue().equals("d/b")) {
        assertThat(entry.at("/lastCommit/id").textValue()).isEqualTo(first);
      }
    }
    assertError(
        post("branch/main/reset", "{'ref':'" + first + "','force':true}"), 400, "", "already at");
    assertError(
        post("branch/main/reset", "{'ref':'none','force':true}"), 404, "RevisionNotFound", "none");
    assertDone(post("branch/side/x", "{'startingPoint':'" + second + "'}"));
    assertDone(post("branch/side/x/reset", "{'ref':'" + first + "'}"));
    assertDone(post("branch/side%2Fx/reset", "{'ref':'" + second + "'}"));
    assertThat(read("side%2Fx", "a")).isEqualTo("2");
  }

  @Test
  void aRevertTakesBackOneCommit() {
    commit(file("text", LINES), file("other", "1"));
    String bad = commit(file("text", LINES.replace("2\n", "two\n")), file("new", "1"));
    commit(file("text", LINES.replace("2\n", "two\n").replace("8\n", "eight\n")));

    Answer reverted = post("branch/main/revert", "{'ref':'" + bad + "'}");

    assertDone(reverted);
    assertThat(reverted.json().path("new_commit_id").textValue()).isEqualTo(head("main"));
    assertThat(read("main", "text")).isEqualTo(LINES.replace("8\n", "eight\n"));
    assertThat(ana.get("/ana/m/resolve/main/new").status()).isEqualTo(404);
    assertThat(ana.get(API + "commits/main").json().at("/0/title").textValue())
        .isEqualTo("Revert \"change\"");
    assertError(post("branch/main/revert", "{'ref':'" + bad + "'}"), 400, "", "Nothing is left");
    assertDone(post("branch/main/revert", "{'ref':'" + bad + "','allow_empty':true}"));
    assertError(
        post("branch/main/revert", "{'ref':'" + bad + "','parent_number':2}"), 400, "", "parent");
    assertError(post("branch/main/revert", "{'ref':'none'}"), 404, "RevisionNotFound", "none");
    assertError(post("branch/main/revert", "{}"), 400, "", "ref");
  }

  @Test
  void revertsAtTheSameTimeAllHappen() throws Exception {
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      commits.add(commit(file("f" + i, "1")));
    }
    List<Callable<Answer>> reverts = new ArrayList<>();
    for (String commit : commits) {
      reverts.add(() -> post("branch/main/revert", "{'ref':'" + commit + "'}"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> done : threads.invokeAll(reverts)) {
        assertDone(done.get());
      }
    }
    assertThat(ana.get(API + "tree/main").json()).hasSize(1);
    assertThat(count("main")).isEqualTo(13);
  }

  @Test
  void bodiesOfTheWrongShapeAreRefused() {
    for (String body :
        List.of(
            "[]",
            "null",
            "3",
            "{'startingPoint':{}}",
            "{'overwrite':'perhaps'}",
            "{'overwrite':[]}",
            "{",
            "")) {
      assertThat(post("branch/b", body.isEmpty() ? "x" : body).status()).as(body).isEqualTo(400);
    }
    assertThat(post("branch/b", "{'startingPoint':''}").status()).isEqualTo(404);
    assertThat(post("tag/main", "{'tag':'t','message':{}}").status()).isEqualTo(400);
    assertThat(post("branch/main/revert", "{'ref':'main','parent_number':99999999999}").status())
        .isEqualTo(400);
    assertThat(post("branch/main/revert", "{'ref':'main','parent_number':0}").status())
        .isEqualTo(400);
    assertThat(refs("branches")).containsExactly("main refs/heads/main");
  }

  @Test
  void aMessageHasALimit() {
    String longest = "x".repeat(MAX_TEXT);
    for (String path : List.of("tag/main", "super-squash/main")) {
      Answer refused = post(path, "{'tag':'over','message':'" + longest + "x'}");
      assertThat(refused.status()).as(path).isEqualTo(413);
      assertDone(post(path, "{'tag':'at','message':'" + longest + "'}"));
    }
    assertThat(refs("tags")).containsExactly("at refs/tags/at");
  }

  @Test
  void theExistingHubsSquashIsUnderstood() {
    commit(file("a", "1"));
    commit(file("a", "2"));
    assertDone(ana.postJson("/api/repos/squash", json("{'repo':'ana/m','type':'model'}")));
    assertThat(count("main")).isEqualTo(1);
    assertThat(ana.postJson("/api/repos/squash", json("{'repo':'m'}")).status()).isEqualTo(400);
    assertThat(ana.postJson("/api/repos/squash", json("{'repo':'a/b','type':'x'}")).status())
        .isEqualTo(400);
    assertThat(ana.postJson("/api/repos/squash", json("{'repo':'ana/none'}")).status())
        .isEqualTo(404);
  }

  @Test
  void aConflictIsToldAndNothingIsWritten() {
    commit(file("text", "1"), file("other", "1"));
    String bad = commit(file("text", "2"), file("other", "2"));
    String head = commit(file("text", "3"));

    Answer refused = post("branch/main/revert", "{'ref':'" + bad + "'}");

    assertError(refused, 409, "", "Conflict in 1 files");
    assertThat(refused.json().path("conflicts").toString()).isEqualTo("[\"text\"]");
    assertThat(head("main")).isEqualTo(head);
    assertThat(read("main", "other")).isEqualTo("2");
  }

  @Test
  void aBranchIsMergedIntoAnother() {
    commit(file("text", LINES));
    assertDone(post("branch/side", "{}"));
    String ahead = commit(file("text", LINES.replace("1\n", "one\n")));

    Answer forward = post("merge/main/into/side", "{}");
    assertDone(forward);
    assertThat(forward.json().at("/result/reference").textValue()).isEqualTo(ahead);
    assertThat(head("side")).isEqualTo(ahead);

    Answer onSide =
        ana.post(
            API + "commit/side",
            "application/x-ndjson",
            HubClient.line("header", json("'summary':'s','description':''"))
                + "\n"
                + file("side", "1"));
    assertThat(onSide.status()).isEqualTo(200);
    commit(file("text", LINES.replace("1\n", "one\n").replace("9\n", "nine\n")));
    assertDone(post("branch/squashed", "{}"));
    assertDone(post("merge/side/into/squashed", "{'squash_merge':true}"));
    assertThat(count("squashed")).isEqualTo(5);
    Answer merged = post("merge/side/into/main", "{'message':'both'}");
    assertDone(merged);
    assertThat(merged.json().at("/result/reference").textValue()).isEqualTo(head("main"));
    assertThat(count("main")).isEqualTo(6);
    assertThat(read("main", "side")).isEqualTo("1");
    assertThat(read("main", "text")).contains("nine");
    String unchanged = head("main");
    assertDone(post("merge/side/into/main", "{}"));
    assertThat(head("main")).isEqualTo(unchanged);
    assertError(post("merge/none/into/main", "{}"), 404, "RevisionNotFound", "none");
    assertError(post("merge/main/into/none", "{}"), 404, "RevisionNotFound", "none");
    assertThat(post("merge/main/side", "{}").status()).isEqualTo(404);
    assertError(post("merge/main/into/side", "{'strategy':'luck'}"), 400, "", "strategy");
  }

  @Test
  void aStrategyDecidesConflicts() {
    commit(file("text", "1"));
    assertDone(post("branch/side", "{}"));
    commit(file("text", "ours"));
    ana.post(
        API + "commit/side",
        "application/x-ndjson",
        HubClient.line("header", json("'summary':'s','description':''"))
            + "\n"
            + file("text", "theirs"));

    assertError(post("merge/side/into/main", "{}"), 409, "", "Conflict");
    assertDone(post("branch/copy", "{}"));
    assertDone(post("merge/side/into/copy", "{'strategy':'dest-wins'}"));
    assertThat(read("copy", "text")).isEqualTo("ours");
    assertDone(post("merge/side/into/main", "{'strategy':'source-wins'}"));
    assertThat(read("main", "text")).isEqualTo("theirs");
  }
}
