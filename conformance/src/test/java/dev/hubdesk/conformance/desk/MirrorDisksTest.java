package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.stories.SmallDisk;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Targets on a disk of their own: one that fills up while it is written, and one that takes no
/// writes.
@EnabledIf(
    value = "dev.hubdesk.conformance.stories.SmallDisk#isPossible",
    disabledReason = "only root can mount a small disk")
class MirrorDisksTest {

  private static final String COMMIT = "a".repeat(40);
  private static final String REPO = "models--acme--tiny";
  private static final String WEIGHTS = "w".repeat(6 << 20);

  @TempDir private Path folder;
  private RunningDesk desk;
  private DeskClient client;
  private CacheFolder here;

  @BeforeEach
  void start() throws Exception {
    desk = RunningDesk.on(folder).endpoint("http://127.0.0.1:9").start();
    client = new DeskClient(desk.url());
    here = new CacheFolder(desk.cache());
    here.snapshot(REPO, COMMIT, Map.of("w.bin", WEIGHTS));
    here.ref(REPO, "main", COMMIT);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    desk.close();
  }

  @Test
  void aDiskThatFillsUpMidwayPausesTheJobAndKeepsWhatWasThere() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), 10)) {
      push(disk.path(), "").ok();

      JsonNode full = push(disk.path(), ", \"force\": true").ok();

      assertThat(full.path("success").asBoolean(true)).isFalse();
      assertThat(full.path("status").asText()).isEqualTo("paused");
      assertThat(full.at("/errors/0").asText())
          .startsWith("No space left in " + disk.path().resolve("hub") + ": ")
          .endsWith(" are free. Make room, then resume");
      Path blobs = disk.path().resolve("hub").resolve(REPO).resolve("blobs");
      assertThat(names(blobs)).containsExactly(CacheFolder.sha256(WEIGHTS));
      assertThat(new CacheFolder(disk.path().resolve("hub")).read(REPO, COMMIT, "w.bin"))
          .isEqualTo(WEIGHTS);

      disk.resize(20);
      assertThat(resumed(full)).isEqualTo("completed");
    }
  }

  @Test
  void aDiskThatIsReadOnlyPausesTheJob() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), 20)) {
      disk.readOnly(true);
      JsonNode nothing = push(disk.path(), "").ok();
      assertThat(nothing.at("/errors/0").asText())
          .startsWith("Cannot write to " + disk.path())
          .endsWith(": Read-only file system. Mend that, then resume");
      disk.readOnly(false);
      assertThat(resumed(nothing)).isEqualTo("completed");

      here.snapshot(REPO, COMMIT, Map.of("v.bin", "v", "a:b", "odd"));
      disk.readOnly(true);
      JsonNode more = push(disk.path(), "").ok();
      assertThat(more.path("status").asText()).isEqualTo("paused");
      assertThat(more.path("errors")).hasSize(1);
      assertThat(more.at("/errors/0").asText())
          .endsWith(": Read-only file system. Mend that, then resume");
      disk.readOnly(false);
      assertThat(resumed(more)).isEqualTo("completed");
      assertThat(new CacheFolder(disk.path().resolve("hub")).read(REPO, COMMIT, "v.bin"))
          .isEqualTo("v");
    }
  }

  private DeskClient.Answer push(Path target, String more) throws Exception {
    return client.post("/api/mirror/push", "{\"target\": \"" + target + "\"" + more + "}");
  }

  private String resumed(JsonNode job) throws Exception {
    String path = "/api/mirror/jobs/" + job.path("job").asText();
    client.post(path + "/resume", "").ok();
    String status = "";
    while (!List.of("completed", "failed", "paused").contains(status)) {
      Thread.sleep(20);
      status = client.get(path).ok().path("status").asText();
    }
    return status;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
