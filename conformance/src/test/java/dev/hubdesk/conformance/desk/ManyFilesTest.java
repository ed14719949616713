package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A job of 100,000 files in a Desk with `-Xmx256m`: it is planned, begun, paused, resumed and
/// cancelled without delay; with `-Dhubdesk.long=true` it also comes to its end.
@Timeout(900)
class ManyFilesTest {

  private static final int FILES = 100_000;
  private static final Duration PROMPT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final boolean WHOLE = Boolean.getBoolean("hubdesk.long");

  @TempDir private Path folder;

  @Test
  void aJobOfAHundredThousandFilesNeedsLittleMemoryAndObeysAtOnce() throws Exception {
    try (var hub = new ManyFilesHub(FILES);
        DeskProcess desk = DeskProcess.start(folder, hub.url(), "256m");
        var client = new DeskClient(desk.url())) {
      String id = client.download("{\"repo\": \"acme/many\"}");
      JsonNode begun = client.await(id, PATIENCE, job -> completed(job) > 500);
      assertThat(begun.at("/progress/totalFiles").asInt()).isEqualTo(FILES);
      assertThat(begun.path("files").size()).isEqualTo(100);
      assertThat(begun.path("filesOmitted").asInt()).isEqualTo(FILES - 100);
      assertThat(begun.toString().length()).isLessThan(32 << 10);

      post(client, "/api/jobs/" + id + "/pause");
      long before = completed(client.get("/api/jobs/" + id).ok());
      post(client, "/api/jobs/" + id + "/resume");
      client.await(id, PATIENCE, job -> completed(job) > before + 100);
      if (WHOLE) {
        client.await(id, "completed", Duration.ofMinutes(12));
      } else {
        long started = System.nanoTime();
        client.delete("/api/jobs/" + id).ok();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PROMPT);
      }
      assertThat(desk.isAlive()).isTrue();
    }
  }

  private static void post(DeskClient client, String path) throws Exception {
    long started = System.nanoTime();
    client.post(path, "").ok();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).as(path).isLessThan(PROMPT);
  }

  private static long completed(JsonNode job) {
    return job.at("/progress/completedFiles").asLong();
  }
}
