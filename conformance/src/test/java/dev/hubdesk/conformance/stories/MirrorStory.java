package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A mirror that was killed while bytes were copied into it is, in the end, a cache that clients
/// read, with what the Desk and what clients brought into the first one.
class MirrorStory {

  private static final String REPO = "admin/heavy";
  private static final List<String> REPOS = List.of(REPO, "admin/light");

  @TempDir private Path folder;

  @Test
  @Timeout(900)
  void aMirrorThatWasKilledIsWholeAndCleanForClients() throws Exception {
    var model = MixedModel.write(folder.resolve("model"), 300);
    var kills = new Kills();
    Path target = folder.resolve("target");
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      fill(hubdesk, model.folder());
      for (int mirror = 0; kills.areLeft(); mirror++) {
        target = Files.createDirectory(folder.resolve("target-" + mirror));
        String job = push(hubdesk, target);
        killAtMoments(hubdesk, job, kills);
        assertThat(await(hubdesk, job, "completed").at("/result/errors")).isEmpty();
        assertWhole(target.resolve("hub"), model);
        if (kills.areLeft()) {
          delete(target);
        }
      }
    }
    System.out.println(kills);
    String files = " " + (model.sizes().size() + 1) + " ";
    for (Python python : Python.values()) {
      assertThat(python.script("scan_cache.py", target.resolve("hub").toString()).mustRun())
          .contains("model admin/heavy" + files, "model admin/light" + files)
          .contains("['main']", "0 warnings");
      for (String repo : REPOS) {
        assertThat(
                python
                    .script("compare_plain.py", repo, model.folder().toString())
                    .with("HF_HUB_OFFLINE", "1")
                    .with("HF_HUB_CACHE", target.resolve("hub").toString())
                    .mustRun())
            .contains("every byte the same");
      }
    }
  }

  /// Each moment is a part of what was left to copy when the Desk was last started.
  private static void killAtMoments(BuiltHubdesk hubdesk, String job, Kills kills)
      throws Exception {
    for (double moment : kills.moments()) {
      if (!copies(hubdesk, job, moment)) {
        kills.missed();
        return;
      }
      hubdesk.kill();
      kills.killed();
      hubdesk.start();
    }
  }

  /// Waits until bytes are copied, and that part of them.
  ///
  /// @return whether the job had not ended by then
  private static boolean copies(BuiltHubdesk hubdesk, String job, double part) throws Exception {
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      while (true) {
        JsonNode now = desk.get("/api/mirror/jobs/" + job);
        long done = now.at("/progress/processedBytes").asLong();
        if (!now.path("status").asText().matches("queued|running")) {
          return false;
        }
        if (done > 0 && done >= part * now.at("/progress/totalBytes").asLong()) {
          return true;
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }
  }

  private static void assertWhole(Path cache, MixedModel model) throws Exception {
    MixedModel.assertNoPartials(cache);
    for (String repo : REPOS) {
      Path snapshots = cache.resolve("models--" + repo.replace("/", "--")).resolve("snapshots");
      try (Stream<Path> commits = Files.list(snapshots)) {
        for (Path commit : commits.toList()) {
          model.assertStandsIn(commit);
        }
      }
    }
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  @EnabledIf(
      value = "dev.hubdesk.conformance.stories.SmallDisk#isPossible",
      disabledReason = "only root can mount a small disk")
  void aFullDiskPausesTheJobWhichGoesOnWhenThereIsRoom() throws Exception {
    Path model = folder.resolve("model");
    Python.NEWEST.script("make_heavy.py", model.toString(), "30").mustRun();
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), 16);
        BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      fill(hubdesk, model);
      String job = push(hubdesk, disk.path());
      assertThat(await(hubdesk, job, "paused").path("error").asText())
          .startsWith("No space left in " + disk.path())
          .contains("are still to come");

      disk.resize(200);
      try (DeskApi desk = new DeskApi(hubdesk.desk())) {
        desk.post("/api/mirror/jobs/" + job + "/resume", "");
      }
      await(hubdesk, job, "completed");
      assertThat(
              Python.NEWEST
                  .script("scan_cache.py", disk.path().resolve("hub").toString())
                  .mustRun())
          .contains("model admin/heavy 24", "0 warnings");
    }
  }

  /// One repository that the Desk downloads, and one that a client does.
  private static void fill(BuiltHubdesk hubdesk, Path model) throws Exception {
    for (String repo : REPOS) {
      Python.NEWEST
          .script("upload_plain.py", hubdesk.hub(), hubdesk.adminToken(), repo, model.toString())
          .mustRun();
    }
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      JsonNode job = desk.post("/api/download", "{\"repo\": \"" + REPO + "\"}").body();
      desk.await(
          job.path("id").asText(),
          Duration.ofMinutes(2),
          now -> now.path("status").asText().equals("completed"));
    }
    Python.NEWEST
        .script("scan_cache.py", hubdesk.hub(), hubdesk.adminToken(), "fetch", "admin/light")
        .with("HF_HUB_CACHE", hubdesk.cache().toString())
        .mustRun();
  }

  private static String push(BuiltHubdesk hubdesk, Path target) throws Exception {
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      DeskApi.Answer started =
          desk.post("/api/mirror/push", "{\"target\": \"" + target + "\", \"async\": true}");
      assertThat(started.status()).as("%s", started).isEqualTo(202);
      return started.body().path("id").asText();
    }
  }

  private static JsonNode await(BuiltHubdesk hubdesk, String job, String status) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      while (true) {
        JsonNode now = desk.get("/api/mirror/jobs/" + job);
        String is = now.path("status").asText();
        if (is.equals(status)) {
          return now;
        }
        if (!is.matches("queued|running") || System.nanoTime() > end) {
          throw new AssertionError("never " + status + ": " + now);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }
}
