package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full: what does not fit is refused in words, what was there stays right, and what
/// fits, or fits later, is taken.
@EnabledIf(
    value = "dev.hubdesk.conformance.stories.SmallDisk#isPossible",
    disabledReason = "only root can mount a small disk")
class FullDiskStory {

  private static final String REPO = "admin/full";
  private static final String DOWNLOAD = "{\"repo\": \"" + REPO + "\"}";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void anUploadThatDoesNotFitIsRefusedAndLeavesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), 48);
        BuiltHubdesk hubdesk = BuiltHubdesk.up(disk.path())) {
      Python.NEWEST
          .script("full_disk.py", hubdesk.hub(), hubdesk.adminToken(), REPO, "64")
          .mustRun();
      Http.Answer models = new Http(hubdesk.hub(), "").get("/api/models");
      assertThat(models.status()).isEqualTo(200);
      assertThat(hubdesk.stop()).isZero();
    }
  }

  @Test
  void aDownloadWaitsForRoomAndThenEveryByteIsRight() throws Exception {
    Path model = folder.resolve("model");
    Python.NEWEST.script("make_heavy.py", model.toString(), "576").mustRun();
    try (SmallDisk disk = SmallDisk.at(folder.resolve("cache"), 500);
        BuiltHubdesk hubdesk = BuiltHubdesk.up(folder);
        DeskApi desk = new DeskApi(hubdesk.desk())) {
      Python.NEWEST
          .script("upload_plain.py", hubdesk.hub(), hubdesk.adminToken(), REPO, model.toString())
          .mustRun();
      DeskApi.Answer started = desk.post("/api/download", DOWNLOAD);
      assertThat(started.status()).as("%s", started).isEqualTo(202);
      String job = started.body().path("id").asText();

      JsonNode full = awaitStatus(desk, job, "paused");
      assertThat(full.path("error").asText())
          .startsWith("No space left in " + disk.path() + ": ")
          .contains(" MiB are still to come, ", " MiB are free and 64.0 MiB must stay free");
      assertThat(full.at("/progress/downloadedBytes").asLong()).isZero();

      disk.resize(900);
      assertThat(desk.post("/api/jobs/" + job + "/resume", "").status()).isEqualTo(200);
      desk.await(job, LIMIT, now -> now.at("/progress/downloadedBytes").asLong() > 0);
      assertNothingCorrupt(disk.path().resolve("models--admin--full"));
      assertThat(desk.post("/api/jobs/" + job + "/pause", "").status()).isEqualTo(200);
      disk.readOnly(true);
      assertThat(desk.post("/api/jobs/" + job + "/resume", "").status()).isEqualTo(200);
      String refused = awaitStatus(desk, job, "paused").path("error").asText();
      assertThat(refused)
          .isEqualTo(
              "Cannot write to " + disk.path() + ": Read-only file system. Mend that, then resume");

      disk.readOnly(false);
      assertThat(desk.post("/api/jobs/" + job + "/resume", "").status()).isEqualTo(200);
      awaitStatus(desk, job, "completed");
      assertThat(compare(hubdesk, model)).contains("every byte the same");
      assertThat(hubdesk.stop()).isZero();
    }
  }

  /// What a download has taken of a disk is its own, whoever fills the rest.
  @Test
  void roomThatWasTakenIsNotLostToOthers() throws Exception {
    Path model = folder.resolve("model");
    Python.NEWEST.script("make_heavy.py", model.toString(), "576").mustRun();
    try (SmallDisk disk = SmallDisk.at(folder.resolve("cache"), 900);
        BuiltHubdesk hubdesk = BuiltHubdesk.up(folder);
        DeskApi desk = new DeskApi(hubdesk.desk())) {
      Python.NEWEST
          .script("upload_plain.py", hubdesk.hub(), hubdesk.adminToken(), REPO, model.toString())
          .mustRun();
      String job = desk.post("/api/download", DOWNLOAD).body().path("id").asText();
      await()
          .atMost(LIMIT)
          .until(() -> Files.getFileStore(disk.path()).getUsableSpace() <= (900L - 576) << 20);

      disk.leaveOnly(2);
      awaitStatus(desk, job, "completed");
      assertThat(compare(hubdesk, model)).contains("every byte the same");
    }
  }

  private static JsonNode awaitStatus(DeskApi desk, String job, String status) throws Exception {
    return desk.await(job, LIMIT, now -> now.path("status").asText().equals(status));
  }

  /// A blob under its own name has the content that the name promises, and no ref says that all is
  /// here.
  private static void assertNothingCorrupt(Path repository) throws Exception {
    assertThat(repository.resolve("refs/main")).doesNotExist();
    List<Path> finished;
    try (Stream<Path> blobs = Files.list(repository.resolve("blobs"))) {
      finished =
          blobs.filter(blob -> blob.getFileName().toString().matches("[0-9a-f]{64}")).toList();
    }
    assertThat(finished).hasSizeLessThan(3);
    for (Path blob : finished) {
      String digest = new Program(List.of("sha256sum", blob.toString())).mustRun();
      assertThat(digest).startsWith(blob.getFileName().toString());
    }
  }

  private static String compare(BuiltHubdesk hubdesk, Path model) throws Exception {
    return Python.NEWEST
        .script("compare_plain.py", REPO, model.toString())
        .with("HF_HUB_OFFLINE", "1")
        .with("HF_HUB_CACHE", hubdesk.cache().toString())
        .mustRun();
  }
}
