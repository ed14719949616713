package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The main job on real input: a model goes up with the stock client, the Desk finds, analyses and
/// downloads it, and the stock client loads it from the cache, offline, every byte the same.
class MainJobStory {

  private static final String REPO = "admin/tiny";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Python.class)
  void aModelGoesUpIsDownloadedByTheDeskAndLoadsOffline(Python python) throws Exception {
    Path model = folder.resolve("model");
    Python.NEWEST.script("make_model.py", model.toString()).mustRun();
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder);
        DeskApi desk = new DeskApi(hubdesk.desk())) {
      String commit =
          python
              .script(
                  "upload_folder.py", hubdesk.hub(), hubdesk.adminToken(), REPO, model.toString())
              .mustRun()
              .strip();

      JsonNode found = desk.get("/api/search?q=tiny&limit=5");
      assertThat(found.toString()).contains(REPO);
      JsonNode analysis = desk.get("/api/analyze/" + REPO);
      assertThat(analysis.path("type").asText()).isEqualTo("gguf");
      assertThat(analysis.path("selectable_items").toString()).contains("tiny-f32.gguf");
      assertThat(analysis.path("files")).hasSizeGreaterThanOrEqualTo(206);

      String wanted = "{\"repo\": \"" + REPO + "\"}";
      assertThat(desk.post("/api/plan", wanted).status()).isEqualTo(200);
      DeskApi.Answer started = desk.post("/api/download", wanted);
      assertThat(started.status()).as("%s", started).isEqualTo(202);
      JsonNode job = started.body().has("job") ? started.body().get("job") : started.body();
      desk.await(
          job.path("id").asText(),
          Duration.ofMinutes(2),
          now -> now.path("status").asText().equals("completed"));

      String compared =
          python
              .script("compare_snapshot.py", REPO, model.toString())
              .with("HF_HUB_OFFLINE", "1")
              .with("HF_HUB_CACHE", hubdesk.cache().toString())
              .mustRun();
      assertThat(compared).contains("every byte the same");
      assertThat(hubdesk.cache().resolve("models--admin--tiny/snapshots/" + commit)).isDirectory();
      assertThat(hubdesk.stop()).isZero();
    }
  }
}
