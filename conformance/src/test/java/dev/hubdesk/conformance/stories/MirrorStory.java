package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A mirror that was killed while it was written is, in the end, a cache that clients read, with
/// what the Desk and what clients brought into the first one.
class MirrorStory {

  private static final String REPO = "admin/heavy";
  private static final int KILLS = Boolean.getBoolean("hubdesk.long") ? 25 : 3;

  @TempDir private Path folder;

  @Test
  void aMirrorThatWasKilledIsWholeAndCleanForClients() throws Exception {
    var random = new Random(27);
    Path model = folder.resolve("model");
    Path target = Files.createDirectory(folder.resolve("target"));
    Python.NEWEST.script("make_heavy.py", model.toString(), "300").mustRun();
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      fill(hubdesk, model);
      String job = push(hubdesk, target);
      for (int kill = 0; kill < KILLS; kill++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20, 250));
        hubdesk.kill();
        hubdesk.start();
      }
      JsonNode done = await(hubdesk, job, "completed");
      assertThat(done.at("/result/errors")).isEmpty();
    }
    for (Python python : Python.values()) {
      assertThat(python.script("scan_cache.py", target.resolve("hub").toString()).mustRun())
          .contains("model admin/heavy 24", "model admin/light 24", "['main']", "0 warnings");
      for (String repo : new String[] {REPO, "admin/light"}) {
        assertThat(
                python
                    .script("compare_plain.py", repo, model.toString())
                    .with("HF_HUB_OFFLINE", "1")
                    .with("HF_HUB_CACHE", target.resolve("hub").toString())
                    .mustRun())
            .contains("every byte the same");
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
    for (String repo : new String[] {REPO, "admin/light"}) {
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
