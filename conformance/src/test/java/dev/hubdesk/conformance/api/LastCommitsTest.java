package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The last commit of every entry, asked over HTTP, beside `git log -1 -- path` of system git on
/// the same changes. `-Dhubdesk.seed` repeats one history.
class LastCommitsTest {

  private static final int COMMITS = Boolean.getBoolean("hubdesk.long") ? 400 : 60;

  @TempDir private Path folder;

  @Test
  void everyEntryNamesTheCommitThatGitNames() throws Exception {
    var random = new Random(Long.getLong("hubdesk.seed", 4));
    Path clone = Files.createDirectories(folder.resolve("clone"));
    git(clone, "init", "-q");
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start()) {
      HubClient ana = HubClient.of(hub, "ana");
      ana.create("m");
      write(clone, ".gitattributes", ana.get("/ana/m/raw/main/.gitattributes").body());
      commit(clone, "initial commit");
      var files = new TreeSet<String>();
      for (int i = 0; i < COMMITS; i++) {
        List<String> lines = changes(random, files, clone, i);
        Answer made =
            ana.post(
                "/api/models/ana/m/commit/main",
                "application/x-ndjson",
                line("header", "\"summary\":\"c" + i + "\"") + "\n" + String.join("\n", lines));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        commit(clone, "c" + i);
        if (i % 10 == 9) {
          assertThat(told(ana)).as("after c" + i).isEqualTo(known(ana, clone));
        }
      }
    }
  }

  /// Some files written, some deleted, some that were deleted before written again.
  private static List<String> changes(Random random, Set<String> files, Path clone, int commit)
      throws IOException {
    var lines = new ArrayList<String>();
    var touched = new TreeSet<String>();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      String path =
          "d"
              + random.nextInt(3)
              + (random.nextBoolean() ? "/e" + random.nextInt(2) : "")
              + "/f"
              + random.nextInt(4);
      if (!touched.add(path)) {
        continue;
      }
      if (files.contains(path) && random.nextInt(3) == 0) {
        files.remove(path);
        Files.delete(clone.resolve(path));
        lines.add(line("deletedFile", "\"path\":\"" + path + "\""));
      } else {
        files.add(path);
        write(clone, path, "c" + commit);
        lines.add(file(path, "c" + commit));
      }
    }
    return lines;
  }

  private static Map<String, String> told(HubClient ana) {
    var titles = new TreeMap<String, String>();
    for (JsonNode entry :
        ana.get("/api/models/ana/m/tree/main?recursive=true&expand=true").json()) {
      titles.put(entry.path("path").asText(), entry.at("/lastCommit/title").asText());
    }
    return titles;
  }

  private static Map<String, String> known(HubClient ana, Path clone) throws Exception {
    var titles = new TreeMap<String, String>();
    for (String path : told(ana).keySet()) {
      titles.put(path, git(clone, "log", "-1", "--format=%s", "--", path).strip());
    }
    return titles;
  }

  private static void write(Path clone, String path, String text) throws IOException {
    Path file = clone.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void commit(Path clone, String title) throws Exception {
    git(clone, "add", "-A");
    git(clone, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", title);
  }

  private static String git(Path clone, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", clone.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
