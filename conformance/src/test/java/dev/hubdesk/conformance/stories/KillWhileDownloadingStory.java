package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while the Desk downloads, several times over: after each start the job goes on by
/// itself, and in the end every byte is right.
class KillWhileDownloadingStory {

  private static final String REPO = "admin/heavy";
  private static final int KILLS = Boolean.getBoolean("hubdesk.long") ? 25 : 3;

  @TempDir private Path folder;

  @Test
  void theJobGoesOnAfterEveryKillAndEveryByteIsRight() throws Exception {
    var random = new Random(11222026);
    Path model = folder.resolve("model");
    Python.NEWEST.script("make_heavy.py", model.toString(), "768").mustRun();
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      Python.NEWEST
          .script("upload_plain.py", hubdesk.hub(), hubdesk.adminToken(), REPO, model.toString())
          .mustRun();
      String job = start(hubdesk);
      for (int kill = 0; kill < KILLS; kill++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(50, 400));
        hubdesk.kill();
        hubdesk.start();
      }
      try (DeskApi desk = new DeskApi(hubdesk.desk())) {
        JsonNode done =
            desk.await(
                job, Duration.ofMinutes(3), now -> now.path("status").asText().equals("completed"));
        assertThat(done.path("id").asText()).isEqualTo(job);
      }
      String compared =
          Python.NEWEST
              .script("compare_plain.py", REPO, model.toString())
              .with("HF_HUB_OFFLINE", "1")
              .with("HF_HUB_CACHE", hubdesk.cache().toString())
              .mustRun();
      assertThat(compared).contains("every byte the same");
    }
  }

  private static String start(BuiltHubdesk hubdesk) throws Exception {
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      DeskApi.Answer started = desk.post("/api/download", "{\"repo\": \"" + REPO + "\"}");
      assertThat(started.status()).as("%s", started).isEqualTo(202);
      JsonNode job = started.body().has("job") ? started.body().get("job") : started.body();
      return job.path("id").asText();
    }
  }
}
