package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Settings that are read while somebody changes them, and sent back as they were read.
@Timeout(60)
class SettingsAtOnceTest {

  private static final String HUB = "http://127.0.0.1:1";

  @TempDir private Path folder;

  @Test
  void whoeverReadsSeesOneChangeWholeOrNot() throws Exception {
    try (RunningDesk desk = RunningDesk.on(folder).endpoint(HUB).start();
        var client = new DeskClient(desk.url());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      client.post("/api/settings", change(desk, 0)).ok();
      var done = new AtomicBoolean();
      Future<Integer> reading =
          threads.submit(() -> {
            int looks = 0;
            while (!done.get() || looks < 20) {
              assertWhole(client, desk);
              looks++;
            }
            return looks;
          });
      for (int i = 1; i <= 40; i++) {
        client.post("/api/settings", change(desk, i % 2)).ok();
      }
      done.set(true);
      assertThat(reading.get()).isGreaterThanOrEqualTo(20);
    }
  }

  private static String change(RunningDesk desk, int number) {
    return "{\"connections\": %d, \"retries\": %d, \"localDir\": \"%s\"}"
        .formatted(number + 1, number + 1, desk.cache().resolveSibling("local" + (number + 1)));
  }

  private static void assertWhole(DeskClient client, RunningDesk desk) throws Exception {
    JsonNode settings = client.get("/api/settings").ok();
    int connections = settings.path("connections").asInt();
    assertThat(settings.path("retries").asInt()).isEqualTo(connections);
    assertThat(settings.path("localDir").asText()).endsWith("local" + connections);
    JsonNode disk = client.post("/api/diskfree", "{}").ok();
    assertThat(disk.path("path").asText())
        .isIn(
            desk.cache().resolveSibling("local1").toString(),
            desk.cache().resolveSibling("local2").toString());
  }

  @Test
  void whatNobodyChoseIsNotKeptWhenItIsSentBack() throws Exception {
    try (RunningDesk desk = RunningDesk.on(folder).endpoint(HUB).start();
        var client = new DeskClient(desk.url())) {
      JsonNode told = client.get("/api/settings").ok();

      client.post("/api/settings", told.toString()).ok();

      JsonNode again = client.get("/api/settings").ok();
      assertThat(again.path("configuredCacheDir").asText()).isEmpty();
      assertThat(again.at("/sources/cacheDir").asText()).isEqualTo("default");
      assertThat(again.path("cacheDir")).isEqualTo(told.path("cacheDir"));
    }
  }
}
