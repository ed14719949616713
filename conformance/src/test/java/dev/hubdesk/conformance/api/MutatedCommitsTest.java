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
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends a good commit with random faults in it. Whatever comes in, the answer is a commit or a
/// refusal in the Hub's form, and a refusal leaves no trace. A sample, or many with
/// `-Dhubdesk.long=true`; `-Dhubdesk.seed` repeats one mutant.
class MutatedCommitsTest {

  private static final int MUTANTS = Boolean.getBoolean("hubdesk.long") ? 10_000 : 400;
  private static final byte[] LARGE = "a large file".getBytes(StandardCharsets.UTF_8);
  private static final String ADDRESS = "/api/models/ana/m/commit/main";
  private static final String TYPE = "application/x-ndjson";

  @TempDir private Path folder;

  @Test
  void everyMutantIsCommittedWholeOrRefusedWithoutATrace() throws IOException {
    try (RunningHub hub = RunningHub.on(folder).user("ana").start()) {
      HubClient ana = HubClient.of(hub, "ana");
      ana.create("m");
      ana.uploadLarge("ana/m", LARGE);
      ana.commit("ana/m", file("old/a.txt", "a"), file("old/b.txt", "b"));
      Long only = Long.getLong("hubdesk.seed");
      int refused = 0;
      for (long seed = only == null ? 0 : only;
          seed < (only == null ? MUTANTS : only + 1);
          seed++) {
        refused += mustBeWholeOrRefused(ana, seed) ? 0 : 1;
      }
      assertThat(refused).as("mutants that were refused").isPositive();
      try (Stream<Path> scratch = Files.list(folder.resolve("tmp"))) {
        assertThat(scratch).isEmpty();
      }
    }
  }

  private static boolean mustBeWholeOrRefused(HubClient ana, long seed) {
    String before = head(ana);
    byte[] mutant = mutate(goodCommit(seed), new Random(seed));
    Answer answer = ana.send("POST", ADDRESS, mutant, "Content-Type", TYPE);
    String sent = "mutant " + seed + " answered " + answer.status() + " " + answer.body();
    String after = head(ana);
    if (answer.status() == 200) {
      assertThat(answer.json().path("commitOid").textValue()).as(sent).isEqualTo(after);
      JsonNode tree = ana.get("/api/models/ana/m/tree/main?recursive=true").json();
      assertThat(tree.isArray()).as(sent).isTrue();
      return true;
    }
    assertThat(answer.status()).as(sent).isBetween(400, 499);
    assertThat(answer.json().path("error").isTextual()).as(sent).isTrue();
    assertThat(after).as(sent).isEqualTo(before);
    return false;
  }

  private static String head(HubClient ana) {
    return ana.get("/api/models/ana/m").json().path("sha").textValue();
  }

  private static byte[] goodCommit(long seed) {
    return String.join(
            "\n",
            line("header", json("'summary':'mutant','description':'of a good commit'")),
            file("old/a.txt", "new " + seed),
            file("dir/" + seed + ".txt", "content"),
            largeFile("large.bin", LARGE),
            line("deletedFile", json("'path':'dir/" + seed + ".txt'")))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int faults = 1 + random.nextInt(4); faults > 0 && bytes.length > 1; faults--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> with(bytes, at, at + 1, (byte) random.nextInt(256));
            case 1 -> with(bytes, at, end);
            case 2 -> with(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 3 -> Arrays.copyOf(bytes, at);
            default ->
                with(bytes, at, at + 1, (byte) "\"{}[],:\\/.\n0-".charAt(random.nextInt(13)));
          };
    }
    return bytes;
  }

  /// The bytes with those from `from` to `to` replaced.
  private static byte[] with(byte[] bytes, int from, int to, byte... instead) {
    byte[] result = new byte[bytes.length - (to - from) + instead.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(instead, 0, result, from, instead.length);
    System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
    return result;
  }
}
