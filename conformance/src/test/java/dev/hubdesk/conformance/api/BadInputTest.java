package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What strangers send: each fault is told for what it is, quickly, and leaves no trace.
class BadInputTest {

  private static final String[] WRONG_SHAPES = {
    "",
    "{",
    "[]",
    "7",
    "true",
    "null",
    "\"text\"",
    "{\"a\":",
    "[[[[",
    "\u0000",
    "{}trailing",
    "[".repeat(3000),
    "{\"a\":".repeat(3000)
  };

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    ana.create("m");
    assertThat(ana.commit("ana/m", file("a.txt", "a"), file("dir/b.txt", "b")).status())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
    try (Stream<Path> scratch = Files.list(folder.resolve("tmp"))) {
      assertThat(scratch).isEmpty();
    }
  }

  private static String head() {
    return ana.get("/api/models/ana/m").json().path("sha").asText();
  }

  private static Answer commit(String header, String... lines) {
    return ana.post(
        "/api/models/ana/m/commit/main",
        "application/x-ndjson",
        line("header", json(header)) + "\n" + String.join("\n", lines));
  }

  @Test
  void everyJsonRouteRefusesJsonOfTheWrongShape() {
    String before = head();
    String repo = "/api/models/ana/m";
    for (String route :
        new String[] {
          "POST /api/repos/create",
          "POST /api/repos/move",
          "POST /api/validate-yaml",
          "POST /api/admin/accounts/apply",
          "POST " + repo + "/preupload/main",
          "POST " + repo + "/paths-info/main",
          "POST /models/ana/m/paths-info/main",
          "POST " + repo + "/commit/main",
          "POST " + repo + "/lfs-files/batch",
          "POST " + repo + "/lfs-files/duplicate",
          "POST " + repo + "/duplicate",
          "POST /ana/m.git/info/lfs/objects/batch",
          "POST /ana/m.git/info/lfs/verify",
          "PUT " + repo + "/settings",
          "DELETE /api/repos/delete",
        }) {
      String[] parts = route.split(" ", 2);
      HubClient caller =
          parts[1].startsWith("/api/admin") ? HubClient.of(hub, RunningHub.ADMIN) : ana;
      for (String body : WRONG_SHAPES) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Answer answer = caller.send(parts[0], parts[1], bytes, "Content-Type", "application/json");
        String sent = route + " " + body.substring(0, Math.min(20, body.length()));
        assertThat(answer.status()).as(sent + " → " + answer.body()).isIn(400, 404, 413, 422);
        assertThat(answer.json().isObject()).as(sent).isTrue();
      }
    }
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void messagesOfAnyTextAreKeptOrRefused() {
    String title = "Grüße 🦄 \\\"quoted\\\" %00 日本語 \u202ertl";
    assertThat(commit("'summary':'" + title + "'", file("m1", "1")).status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/m/commits/main").json().path(0).path("title").asText())
        .isEqualTo(title.replace("\\\"", "\""));
    assertThat(commit("'summary':'a\\u0000b'", file("m2", "2")).status()).isEqualTo(200);
    assertThat(ana.get("/api/models/ana/m/commits/main").json().path(0).path("title").asText())
        .isEqualTo("a b");
    String long1 = "x".repeat(100_000);
    assertThat(commit("'summary':'" + long1 + "'", file("m3", "3")).status()).isEqualTo(200);
    assertThat(ana.get("/models/ana/m/tree/main?expand=true").status()).isEqualTo(200);
    assertThat(commit("'summary':''", file("m4", "4")).status()).isEqualTo(400);
    String longest = "x".repeat((1 << 20) + 1);
    assertThat(commit("'summary':'" + longest + "'", file("m5", "5")).status()).isEqualTo(413);
    assertThat(commit("'summary':'\\ud800'", file("m6", "6")).status()).isBetween(200, 422);
    assertThat(ana.get("/api/models/ana/m/commits/main").status()).isEqualTo(200);
  }

  @Test
  void pathsAreTakenAsTheyAreOrRefused() {
    String[] good = {
      "ünï/日本.txt",
      "a b/c  d",
      "per%2Fcent",
      "100%",
      "q?x#y",
      "emoji🦄",
      "-dash",
      ".hidden",
      "x".repeat(255),
      "con",
      "a:b",
      "e\u0301"
    };
    for (String path : good) {
      assertThat(ana.commit("ana/m", file(path, path)).status()).as(path).isEqualTo(200);
    }
    JsonNode listed = ana.get("/models/ana/m/tree/main?recursive=true").json();
    assertThat(listed.findValuesAsText("path")).contains(good);
    String before = head();
    for (String bad :
        new String[] {
          "",
          "/",
          "/a",
          "a/",
          "a//b",
          ".",
          "..",
          "a/../b",
          ".git",
          "a/.GIT/b",
          "a\\\\b",
          "a\\u0000b",
          "a\\nb",
          "a\\u007fb",
          "x".repeat(256),
          "y/".repeat(2100) + "z",
          "\\ud800"
        }) {
      Answer answer = ana.commit("ana/m", file("ok", "1"), file(bad, "1"));
      assertThat(answer.status()).as(bad + answer.body()).isIn(400, 422);
    }
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void namesThatNoRepositoryCanHaveAreRefusedOrNotThere() {
    for (String name :
        new String[] {
          "",
          ".",
          "..",
          "-a",
          "a-",
          "a--b",
          "a..b",
          "a.git",
          "ä",
          "a b",
          "a/b/c",
          "a\\u0000",
          "x".repeat(97),
          "%2F",
          "<x>"
        }) {
      Answer answer = ana.create(name);
      assertThat(answer.status()).as(name + answer.body()).isBetween(400, 422);
    }
    for (String name : new String[] {"%00", "a%2Fb", "%2e%2e", "x".repeat(3000), "%F0%9F%A6%84"}) {
      for (String door :
          new String[] {"/api/models/ana/" + name, "/models/ana/" + name + "/tree"}) {
        assertThat(ana.get(door).status()).as(door).isIn(400, 404);
      }
      assertThat(ana.get("/ana/" + name + "/resolve/main/a.txt").status()).isIn(400, 404);
    }
    assertThat(ana.get("/api/models/ana/" + "x".repeat(60_000)).status()).isIn(404, 414, 431);
  }

  @Test
  void tenThousandPathsAreRefusedAtOnce() {
    String form = "paths=a.txt&".repeat(10_000);
    Answer refused = ana.postForm("/api/models/ana/m/paths-info/main", form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText()).contains("" + HubLimits.DEFAULT.paths());
    String list = "\"a.txt\",".repeat(9_999) + "\"a.txt\"";
    assertThat(
            ana.postJson("/api/models/ana/m/paths-info/main", "{\"paths\":[" + list + "]}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void aMillionLinesAreRefusedAtTheLimitAndNotHeld() throws Exception {
    String before = head();
    long started = System.nanoTime();
    HttpURLConnection request =
        (HttpURLConnection)
            URI.create(hub.url() + "/api/models/ana/m/commit/main").toURL().openConnection();
    request.setRequestMethod("POST");
    request.setDoOutput(true);
    request.setChunkedStreamingMode(1 << 16);
    request.setRequestProperty("Authorization", "Bearer " + RunningHub.writeToken("ana"));
    byte[] one =
        (line("deletedFile", json("'path':'a.txt'")) + "\n").getBytes(StandardCharsets.UTF_8);
    int sent = 0;
    try (OutputStream body = request.getOutputStream()) {
      body.write(
          (line("header", json("'summary':'many'")) + "\n").getBytes(StandardCharsets.UTF_8));
      for (; sent < 1_000_000; sent++) {
        body.write(one);
      }
      assertThat(request.getResponseCode()).isEqualTo(413);
    } catch (IOException _) {
      // Refused and closed while we were still sending.
      assertThat(sent).isGreaterThan(HubLimits.DEFAULT.commitOperations() / 2);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void aFileIsNoFolderAndAFolderNoFile() {
    for (String path : new String[] {"a.txt/x", "dir"}) {
      Answer answer = ana.get("/ana/m/resolve/main/" + path);
      assertThat(answer.header("X-Error-Code")).as(path).isEqualTo("EntryNotFound");
    }
    assertThat(ana.get("/api/models/ana/m/tree/main/a.txt").header("X-Error-Code"))
        .isEqualTo("EntryNotFound");
    Answer missing = ana.commit("ana/m", line("deletedFile", json("'path':'a.txt/x'")));
    assertThat(missing.header("X-Error-Code")).isEqualTo("EntryNotFound");
    assertThat(ana.get("/ana/m/resolve/main/a.txt").body()).isEqualTo("a");
  }
}
