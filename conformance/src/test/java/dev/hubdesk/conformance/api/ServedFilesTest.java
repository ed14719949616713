package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.http.ByteRanges;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What HTTP itself asks of a file that is served: conditions, ranges, caching, names.
class ServedFilesTest {

  private static final byte[] LARGE = new byte[1_000_000];
  private static final byte[] TEXT = "0123456789\n".repeat(500).getBytes(StandardCharsets.UTF_8);
  private static final List<String> DOORS =
      List.of("/ana/m/resolve/main/a.txt", "/ana/m/raw/main/a.txt", "/ana/m/resolve/main/l.bin");

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient nobody;
  private static String head;

  @BeforeAll
  static void start() throws IOException {
    new Random(5).nextBytes(LARGE);
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    nobody = HubClient.anonymous(hub);
    ana.create("m");
    ana.uploadLarge("ana/m", LARGE);
    head =
        ana.commit("ana/m", file("a.txt", TEXT), largeFile("l.bin", LARGE), file("empty", ""))
            .json()
            .path("commitOid")
            .asText();
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  private static byte[] content(String door) {
    return door.endsWith(".bin") ? LARGE : TEXT;
  }

  @Test
  void conditionsAreWeighedOnEveryDoor() {
    for (String door : DOORS) {
      Answer whole = nobody.get(door);
      String tag = whole.header("ETag");
      String date = whole.header("Last-Modified");
      assertThat(date).as(door).endsWith(" GMT");
      for (String[] had :
          new String[][] {
            {"If-None-Match", tag},
            {"If-None-Match", "W/" + tag},
            {"If-None-Match", "\"x\", " + tag},
            {"If-None-Match", "*"},
            {"If-Modified-Since", date},
          }) {
        Answer again = nobody.get(door, had);
        assertThat(again.status()).as(door + Arrays.toString(had)).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("X-Repo-Commit")).isEqualTo(head);
        assertThat(again.header("Cache-Control")).isEqualTo("private, no-cache");
      }
      Answer other = nobody.get(door, "If-Match", "\"other\"");
      assertThat(other.status()).as(door).isEqualTo(412);
      assertThat(other.header("X-Error-Message")).isNotEmpty();
      assertThat(nobody.get(door, "If-Match", tag).bytes()).isEqualTo(content(door));
    }
  }

  @Test
  void aRangeOfAnotherStateIsAnsweredWhole() {
    for (String door : DOORS) {
      String tag = nobody.get(door).header("ETag");
      assertThat(nobody.get(door, "Range", "bytes=1-2", "If-Range", tag).bytes()).hasSize(2);
      for (String other : new String[] {"\"x\"", "W/" + tag, "Sun, 06 Nov 1994 08:49:37 GMT"}) {
        Answer whole = nobody.get(door, "Range", "bytes=1-2", "If-Range", other);
        assertThat(whole.status()).as(other).isEqualTo(200);
        assertThat(whole.bytes()).isEqualTo(content(door));
      }
    }
  }

  @Test
  void severalRangesComeAsParts() {
    for (String door : DOORS) {
      byte[] content = content(door);
      Answer parts = nobody.get(door, "Range", "bytes=10-19, 100-149,-7");
      assertThat(parts.status()).isEqualTo(206);
      assertThat(parts.header("Content-Type")).startsWith("multipart/byteranges; boundary=");
      String text = new String(parts.bytes(), StandardCharsets.ISO_8859_1);
      for (int[] range : new int[][] {{10, 20}, {100, 150}, {content.length - 7, content.length}}) {
        String name = "bytes " + range[0] + "-" + (range[1] - 1) + "/" + content.length;
        byte[] slice = Arrays.copyOfRange(content, range[0], range[1]);
        assertThat(text)
            .contains(
                name + "\r\n\r\n" + new String(slice, StandardCharsets.ISO_8859_1) + "\r\n--");
      }
      Answer one = nobody.get(door, "Range", "bytes=0-5,3-9,10-10");
      assertThat(one.header("Content-Range")).isEqualTo("bytes 0-10/" + content.length);
      assertThat(one.bytes()).isEqualTo(Arrays.copyOfRange(content, 0, 11));
    }
  }

  @Test
  void manyRangesAreRefusedAndRepeatedOnesSentOnce() {
    for (String door : DOORS) {
      Answer repeated =
          nobody.get(door, "Range", "bytes=" + "0-,".repeat(ByteRanges.MAX_RANGES - 1) + "0-");
      assertThat(repeated.bytes()).isEqualTo(content(door));
      var many = new StringBuilder("bytes=");
      for (int i = 0; i <= ByteRanges.MAX_RANGES; i++) {
        many.append(i * 2).append('-').append(i * 2).append(',');
      }
      Answer refused = nobody.get(door, "Range", many.toString());
      assertThat(refused.status()).isEqualTo(416);
      assertThat(refused.header("Content-Range")).isEqualTo("bytes */" + content(door).length);
    }
  }

  @Test
  void nothingIsEverCompressed() {
    for (String door : DOORS) {
      Answer answer = nobody.get(door, "Accept-Encoding", "gzip, br, deflate");
      assertThat(answer.header("Content-Encoding")).isEmpty();
      assertThat(answer.header("Content-Length")).isEqualTo("" + content(door).length);
    }
  }

  @Test
  void whatACommitIdNamesMayBeKeptAndNothingElse() {
    for (String door : DOORS) {
      String fixed = door.replace("/main/", "/" + head + "/");
      assertThat(nobody.get(fixed).header("Cache-Control"))
          .isEqualTo("private, max-age=31536000, immutable");
      assertThat(nobody.get(door).header("Cache-Control")).isEqualTo("private, no-cache");
      String shortened = door.replace("/main/", "/" + head.substring(0, 12) + "/");
      assertThat(nobody.get(shortened).header("Cache-Control")).isEqualTo("private, no-cache");
      Answer past = nobody.get(fixed, "Range", "bytes=99999999-");
      assertThat(past.status()).isEqualTo(416);
      assertThat(past.header("Cache-Control")).isEmpty();
      assertThat(nobody.get(fixed + "x").header("Cache-Control")).isEmpty();
    }
  }

  @Test
  void theNameToSaveUnderIsSentUnlessItIsNotWanted() {
    for (String door : DOORS) {
      assertThat(nobody.get(door).header("Content-Disposition")).startsWith("inline; ");
      for (String yes : new String[] {"true", "True", "1"}) {
        assertThat(nobody.get(door + "?download=" + yes).header("Content-Disposition"))
            .startsWith("attachment; ");
      }
      assertThat(nobody.get(door + "?noContentDisposition=1").header("Content-Disposition"))
          .isEmpty();
      assertThat(nobody.get(door + "?download=maybe").status()).isEqualTo(422);
    }
  }

  @Test
  void everyAnswerKeepsABrowserFromRunningIt() {
    ana.commit("ana/m", file("page.html", "<script>"), file("x.svg", "<svg/>"), file("s.js", ""));
    for (String name : new String[] {"page.html", "x.svg", "s.js"}) {
      for (String door : new String[] {"resolve", "raw"}) {
        Answer answer = nobody.get("/ana/m/" + door + "/main/" + name);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
            .isEqualTo("sandbox; default-src 'none'");
      }
    }
  }

  @Test
  void theProbeOfTheJavaScriptClientLearnsTheSize() {
    String accept = "application/vnd.xet-fileinfo+json, */*";
    for (String door : DOORS) {
      Answer probe = nobody.get(door, "Range", "bytes=0-0", "Accept", accept);
      assertThat(probe.status()).isEqualTo(206);
      assertThat(probe.header("Content-Range")).isEqualTo("bytes 0-0/" + content(door).length);
      assertThat(probe.header("ETag")).isNotEmpty();
    }
    Answer empty = nobody.get("/ana/m/resolve/main/empty", "Range", "bytes=0-0", "Accept", accept);
    assertThat(empty.status()).isEqualTo(200);
    assertThat(empty.header("Content-Range")).isEqualTo("bytes */0");
  }

  @Test
  void allThreeTypesAreServed() {
    for (String type : new String[] {"dataset", "space"}) {
      ana.postJson(
          "/api/repos/create", "{\"name\":\"x\",\"type\":\"" + type + "\",\"sdk\":\"static\"}");
      for (String door : new String[] {"resolve", "raw"}) {
        String path = "/" + type + "s/ana/x/" + door + "/main/.gitattributes";
        assertThat(nobody.get(path).body()).as(path).contains("filter=lfs");
        assertThat(nobody.head(path).header("X-Repo-Commit")).hasSize(40);
      }
    }
  }

  @Test
  void aMissingFileNamesTheCommitThatWasLookedAt() {
    for (String door : new String[] {"resolve", "raw"}) {
      for (Answer answer :
          List.of(
              nobody.get("/ana/m/" + door + "/" + head + "/none"),
              nobody.head("/ana/m/" + door + "/" + head + "/none"))) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("X-Error-Code")).isEqualTo("EntryNotFound");
        assertThat(answer.header("X-Repo-Commit")).isEqualTo(head);
      }
    }
  }
}
