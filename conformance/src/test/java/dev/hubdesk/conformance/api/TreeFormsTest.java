package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which both dialects take revisions, paths and cursors.
class TreeFormsTest {

  private static final String ODD = "ünï cödé/a?b#c%d+e&f=g/日本 語.txt";

  @TempDir private Path folder;
  private RunningHub hub;
  private HubClient ana;
  private String first;
  private String second;

  @BeforeEach
  void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    ana.create("m");
    first = committed(file("a.txt", "1"), file("dir/b.txt", "1"), file("main/c.txt", "1"));
    second = committed(file("a.txt", "22"), file("later.txt", "2"), file(ODD, "odd"));
    TestRefs.put(hub, "ana", "m", "refs/heads/feature/one/two", first);
    TestRefs.put(hub, "ana", "m", "refs/heads/größe", first);
    TestRefs.put(hub, "ana", "m", "refs/tags/v1.0", first);
    TestRefs.put(hub, "ana", "m", "refs/tags/release/1", first);
    TestRefs.put(hub, "ana", "m", "refs/pr/1", first);
    TestRefs.put(hub, "ana", "m", "refs/convert/parquet", first);
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

  private static List<String> paths(JsonNode list) {
    return list.findValuesAsText("path");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models", "/api/models"})
  void everyFormOfARevisionNamesTheSameState(String dialect) {
    String base = dialect + "/ana/m/tree/";
    JsonNode wanted = ana.get(base + first).json();
    assertThat(paths(wanted)).containsExactly(".gitattributes", "a.txt", "dir", "main");
    for (String revision :
        new String[] {
          first.substring(0, 7),
          first.substring(0, 20),
          "feature%2Fone%2Ftwo",
          "feature/one/two",
          "refs%2Fheads%2Ffeature%2Fone%2Ftwo",
          "refs/heads/feature/one/two",
          "gr%C3%B6%C3%9Fe",
          "v1.0",
          "v1%2E0",
          "refs/tags/v1.0",
          "release/1",
          "release%2F1",
          "refs/pr/1",
          "refs%2Fpr%2F1",
          "refs%2fpr%2f1",
          "refs/convert/parquet",
        }) {
      assertThat(ana.get(base + revision).json()).as(revision).isEqualTo(wanted);
      assertThat(ana.get(base + revision + "/").json()).as(revision + "/").isEqualTo(wanted);
      assertThat(paths(ana.get(base + revision + "/dir").json()))
          .as(revision + "/dir")
          .containsExactly("dir/b.txt");
      assertThat(paths(ana.get(base + revision + "/main").json()))
          .as(revision + "/main")
          .containsExactly("main/c.txt");
      assertThat(paths(ana.postForm(pathsInfo(dialect, revision), "paths=dir%2Fb.txt").json()))
          .as("paths-info of " + revision)
          .containsExactly("dir/b.txt");
    }
    JsonNode newest = ana.get(base + second).json();
    for (String revision : new String[] {"main", "HEAD", "refs/heads/main"}) {
      assertThat(ana.get(base + revision).json()).as(revision).isEqualTo(newest);
    }
  }

  private static String pathsInfo(String dialect, String revision) {
    return dialect + "/ana/m/paths-info/" + revision;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models", "/api/models"})
  void whatIsNoRevisionIsRevisionNotFound(String dialect) {
    for (String revision :
        new String[] {
          "none",
          "feature",
          "feature/none",
          "refs/pr/2",
          "refs%2Fpr%2F2",
          "refs/heads/none",
          "a".repeat(40),
          first.substring(0, 6),
          "..",
          "main~1",
          "main%5E",
          "main%40%7B0%7D",
          "%20",
          "a%01b",
          "x".repeat(600),
          "%F0%9F%A6%84"
        }) {
      for (Answer answer :
          List.of(
              ana.get(dialect + "/ana/m/tree/" + revision),
              ana.postForm(pathsInfo(dialect, revision), "paths=a.txt"))) {
        assertThat(answer.status()).as(revision + answer.body()).isEqualTo(404);
        assertThat(answer.header("X-Error-Code")).as(revision).isEqualTo("RevisionNotFound");
        assertThat(answer.header("X-Error-Message")).as(revision).isNotEmpty();
      }
    }
  }

  @Test
  void onClientPathsTheRevisionIsRequired() {
    assertThat(ana.get("/api/models/ana/m/tree").status()).isEqualTo(404);
    assertThat(ana.get("/api/models/ana/m/tree/").status()).isEqualTo(404);
    assertThat(ana.postForm("/api/models/ana/m/paths-info", "paths=a.txt").status()).isEqualTo(404);
    assertThat(ana.postForm("/models/ana/m/paths-info", "paths=a.txt").json()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models", "/api/models"})
  void pagesCanBeFollowedWhateverIsInTheirNames(String dialect) {
    String directory = ODD.substring(0, ODD.lastIndexOf('/'));
    var lines = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      lines.add(file(directory + "/" + i + " ?#%&+é.txt", "" + i));
    }
    committed(lines.toArray(String[]::new));
    for (String path : new String[] {encoded(directory), encoded(directory).replace("%2F", "/")}) {
      Answer page = ana.get(dialect + "/ana/m/tree/main/" + path + "?limit=2&expand=true&x=%3F%26");
      var seen = new ArrayList<>(paths(page.json()));
      while (!page.next().isEmpty()) {
        assertThat(page.next()).startsWith(hub.url() + dialect + "/ana/m/tree/main/" + path);
        assertThat(page.next()).contains("limit=2&expand=true&x=%3F%26&cursor=");
        assertThat(page.header("Link")).matches("<http[!-~]+>; rel=\"next\"");
        page = ana.get(page.next());
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.json().path(0).has("lastCommit")).isTrue();
        seen.addAll(paths(page.json()));
      }
      assertThat(seen).hasSize(6).doesNotHaveDuplicates();
    }
  }

  @Test
  void pagesTellOfOneCommitHoweverTheBranchMoves() {
    String address = "/api/models/ana/m/tree/main?recursive=true";
    JsonNode wanted = ana.get(address).json();
    Answer page = ana.get(address + "&limit=1");
    var seen = new ArrayList<>(page.json().findValues("oid"));
    int moved = 0;
    while (!page.next().isEmpty()) {
      committed(file("a.txt", "moved " + moved++), file("zzz/" + moved, "new"));
      page = ana.get(page.next());
      seen.addAll(page.json().findValues("oid"));
    }
    assertThat(seen).isEqualTo(wanted.findValues("oid"));
  }

  @Test
  void aCursorOfAnotherListingIsRefused() {
    ana.create("other");
    ana.commit("ana/other", file("x/1", "1"), file("x/2", "2"), file("y", "y"));
    String cursor = cursorIn(ana.get("/api/models/ana/other/tree/main?limit=1"));
    String inside = cursorIn(ana.get("/api/models/ana/other/tree/main/x?limit=1"));
    assertThat(ana.get("/api/models/ana/other/tree/main/x?cursor=" + inside).json()).hasSize(1);
    for (String path : new String[] {"other/tree/main/x", "other/tree/main/y", "m/tree/main"}) {
      Answer answer = ana.get("/api/models/ana/" + path + "?cursor=" + cursor);
      assertThat(answer.status()).as(path + answer.body()).isBetween(400, 404);
    }
    for (String wrong :
        new String[] {"", "x", "%00", "!!!!", cursor.substring(3), "A".repeat(5000)}) {
      for (String dialect : new String[] {"/models", "/api/models"}) {
        Answer answer = ana.get(dialect + "/ana/other/tree/main?cursor=" + wrong);
        assertThat(answer.status()).as(wrong + answer.body()).isEqualTo(400);
      }
    }
  }

  private static String cursorIn(Answer page) {
    return page.next().replaceAll(".*cursor=", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models", "/api/models"})
  void parametersAreCheckedTheSameInBothDialects(String dialect) {
    String address = dialect + "/ana/m/tree/main?";
    for (String good :
        new String[] {
          "recursive=tRuE", "expand=0", "limit=1", "limit=100000", "recursive=", "unknown=1"
        }) {
      assertThat(ana.get(address + good).status()).as(good).isEqualTo(200);
    }
    for (String bad :
        new String[] {
          "recursive=yes",
          "expand=2",
          "limit=0",
          "limit=-1",
          "limit=x",
          "limit=1e3",
          "limit=99999999999"
        }) {
      Answer answer = ana.get(address + bad);
      assertThat(answer.status()).as(bad).isEqualTo(422);
      assertThat(answer.json().path("error").asText()).as(bad).isNotEmpty();
    }
  }

  @Test
  void anOutageIs500AndSaysNothingOfItself() throws IOException {
    hub.close();
    try (Stream<Path> packs = Files.walk(folder.resolve("blobs/git"))) {
      for (Path pack : packs.filter(Files::isRegularFile).toList()) {
        Files.write(pack, new byte[20]);
      }
    }
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    for (String dialect : new String[] {"/models", "/api/models"}) {
      for (Answer answer :
          List.of(
              ana.get(dialect + "/ana/m/tree/main"),
              ana.postForm(pathsInfo(dialect, "main"), "paths=a.txt"))) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(500);
        assertThat(answer.json().path("error").asText()).isEqualTo("Internal server error");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
      }
    }
  }

  @Test
  void anEmptyDirectoryTreeIsAnEmptyList() {
    committed(
        HubClient.line("deletedFolder", "\"path\":\"dir\""),
        HubClient.line("deletedFolder", "\"path\":\"main\""),
        HubClient.line("deletedFolder", "\"path\":\"" + ODD.substring(0, ODD.indexOf('/')) + "\""),
        HubClient.line("deletedFile", "\"path\":\"a.txt\""),
        HubClient.line("deletedFile", "\"path\":\"later.txt\""),
        HubClient.line("deletedFile", "\"path\":\".gitattributes\""));
    for (String dialect : new String[] {"/models", "/api/models"}) {
      assertThat(ana.get(dialect + "/ana/m/tree/main").json()).isEmpty();
      assertThat(ana.get(dialect + "/ana/m/tree/main?recursive=true").json()).isEmpty();
      assertThat(ana.get(dialect + "/ana/m/tree/main/dir").header("X-Error-Code"))
          .isEqualTo("EntryNotFound");
    }
  }
}
