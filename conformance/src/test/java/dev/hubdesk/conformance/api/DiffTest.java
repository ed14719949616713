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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One commit, what it changed, and how two states differ.
class DiffTest {

  private static final String API = "/api/models/ana/m/";
  private static final String LINES = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  @TempDir private Path folder;
  private RunningHub hub;
  private HubClient ana;
  private String root;
  private String first;
  private String second;

  @BeforeEach
  void start() throws IOException {
    hub = RunningHub.on(folder.resolve("data")).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    ana.create("m");
    root = ana.get(API + "revision/main").json().path("sha").textValue();
    byte[] one = "large one".getBytes(StandardCharsets.UTF_8);
    byte[] two = "large number two".getBytes(StandardCharsets.UTF_8);
    ana.uploadLarge("ana/m", one);
    ana.uploadLarge("ana/m", two);
    first = commit(file("text", LINES), file("moved", LINES + LINES), largeFile("m.bin", one));
    second =
        commit(
            file("text", LINES.replace("5\n", "five\nmore\n")),
            line("deletedFile", json("'path':'moved'")),
            file("to/here", LINES + LINES),
            file("binary", new byte[] {0, 1, 2}),
            largeFile("m.bin", two));
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private String commit(String... lines) {
    Answer made = ana.commit("ana/m", lines);
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    return made.json().path("commitOid").textValue();
  }

  private static JsonNode fileOf(JsonNode diff, String path) {
    for (JsonNode file : diff.path("files")) {
      if (file.path("path").textValue().equals(path)) {
        return file;
      }
    }
    throw new AssertionError("no " + path + " in " + diff);
  }

  @Test
  void oneCommitIsTold() {
    for (String revision : List.of(second, second.substring(0, 8), "main", "refs%2Fheads%2Fmain")) {
      JsonNode commit = ana.get(API + "commit/" + revision).json();
      assertThat(commit.path("id").textValue()).isEqualTo(second);
      assertThat(commit.path("oid").textValue()).isEqualTo(second);
      assertThat(commit.path("title").textValue()).isEqualTo("change");
      assertThat(commit.path("parents").toString()).isEqualTo("[\"" + first + "\"]");
      assertThat(commit.at("/authors/0/user").textValue()).isEqualTo("ana");
      assertThat(commit.path("date").textValue()).endsWith("Z");
    }
    Answer none = ana.get(API + "commit/none");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.header("X-Error-Code")).isEqualTo("RevisionNotFound");
  }

  @Test
  void aCommitsChangesAreToldFileByFile() {
    JsonNode diff = ana.get(API + "commit/" + second + "/diff").json();

    assertThat(diff.path("commit_id").textValue()).isEqualTo(second);
    assertThat(diff.path("parent_commit").textValue()).isEqualTo(first);
    assertThat(diff.path("truncated").booleanValue()).isFalse();
    JsonNode text = fileOf(diff, "text");
    assertThat(text.path("type").textValue()).isEqualTo("changed");
    assertThat(text.path("additions").intValue()).isEqualTo(2);
    assertThat(text.path("deletions").intValue()).isEqualTo(1);
    assertThat(text.path("diff").textValue()).contains("-5\n+five\n+more\n");
    JsonNode moved = fileOf(diff, "to/here");
    assertThat(moved.path("type").textValue()).isEqualTo("renamed");
    assertThat(moved.path("previous_path").textValue()).isEqualTo("moved");
    JsonNode binary = fileOf(diff, "binary");
    assertThat(binary.path("type").textValue()).isEqualTo("added");
    assertThat(binary.path("diff").isNull()).isTrue();
    assertThat(binary.path("left_out").textValue()).isEqualTo("binary");
    JsonNode large = fileOf(diff, "m.bin");
    assertThat(large.path("is_lfs").booleanValue()).isTrue();
    assertThat(large.path("size_bytes").longValue()).isEqualTo(16);
    assertThat(large.path("previous_size").longValue()).isEqualTo(9);
    assertThat(large.path("sha256").textValue())
        .isEqualTo(HubClient.sha256("large number two".getBytes(StandardCharsets.UTF_8)));
    assertThat(large.path("previous_sha256").textValue())
        .isEqualTo(HubClient.sha256("large one".getBytes(StandardCharsets.UTF_8)));
    assertThat(large.has("diff")).isFalse();
  }

  @Test
  void theFirstCommitDiffersFromNothing() {
    JsonNode diff = ana.get(API + "commit/" + root + "/diff").json();
    assertThat(diff.path("parent_commit").isNull()).isTrue();
    assertThat(fileOf(diff, ".gitattributes").path("type").textValue()).isEqualTo("added");
  }

  @Test
  void theTextIsTakenByGit() throws Exception {
    Path checkout = folder.resolve("checkout");
    git(folder, "init", "--quiet", checkout.toString());
    Files.writeString(checkout.resolve("text"), LINES);
    Files.writeString(checkout.resolve("moved"), LINES + LINES);
    Answer text = ana.get(API + "compare/" + first + ".." + second + ".diff");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(text.body()).contains("Left out: binary (binary)\n");
    Files.write(folder.resolve("patch"), text.bytes());

    git(checkout, "apply", "--exclude=m.bin", "--exclude=.gitattributes", folder + "/patch");

    assertThat(checkout.resolve("text")).hasContent(LINES.replace("5\n", "five\nmore\n"));
    assertThat(checkout.resolve("to/here")).hasContent(LINES + LINES);
    assertThat(checkout.resolve("moved")).doesNotExist();
    assertThat(ana.get(API + "commit/" + second + ".diff").bytes()).isEqualTo(text.bytes());
    assertThat(ana.get(API + "commit/" + second + "/diff?raw").bytes()).isEqualTo(text.bytes());
    assertThat(ana.get(API + "compare/" + first + ".." + second, "Accept", "text/plain").bytes())
        .isEqualTo(text.bytes());
  }

  private static void git(Path directory, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }

  @Test
  void statesAreComparedDirectlyOrSinceTheyWereOne() {
    ana.postJson(API + "branch/side%2Fx", json("{'startingPoint':'" + first + "'}"));
    ana.post(
        API + "commit/side%2Fx",
        "application/x-ndjson",
        line("header", json("'summary':'s','description':''")) + "\n" + file("side", "1\n"));

    JsonNode direct = ana.get(API + "compare/main..side/x").json();
    JsonNode since = ana.get(API + "compare/main...side%2Fx").json();

    assertThat(fileOf(direct, "side").path("type").textValue()).isEqualTo("added");
    assertThat(fileOf(direct, "text").path("type").textValue()).isEqualTo("changed");
    assertThat(since.path("files")).hasSize(1);
    assertThat(since.path("parent_commit").textValue()).isEqualTo(first);
    assertThat(ana.get(API + "compare/main..main").json().path("files")).isEmpty();
    for (String bad : List.of("main", "main..", "..main", "...")) {
      assertThat(ana.get(API + "compare/" + bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(ana.get(API + "compare/main..none").header("X-Error-Code"))
        .isEqualTo("RevisionNotFound");
  }

  @Test
  void whatMayNotBeReadIsNotCompared() {
    ana.createPrivate("p");
    HubClient ben = HubClient.of(hub, "ben");
    for (String path : List.of("commit/main", "commit/main/diff", "compare/main..main")) {
      assertThat(ben.get("/api/models/ana/p/" + path).header("X-Error-Code"))
          .isEqualTo("RepoNotFound");
      assertThat(HubClient.anonymous(hub).get(API + path).status()).isEqualTo(200);
    }
    Answer gated =
        ana.send(
            "PUT",
            API + "settings",
            json("{'gated':'auto'}").getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");
    assertThat(gated.status()).as(gated.body()).isEqualTo(200);
    assertThat(ben.get(API + "commit/main").status()).isEqualTo(200);
    assertThat(ben.get(API + "commit/main/diff").header("X-Error-Code")).isEqualTo("GatedRepo");
    assertThat(ben.get(API + "compare/main..main").header("X-Error-Code")).isEqualTo("GatedRepo");
  }
}
