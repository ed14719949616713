package dev.hubdesk.catalog.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The history does not grow for ever.
class HistoryLimitTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void theOldestMakeRoom() throws InterruptedException {
    try (DeskCatalog catalog = DeskCatalog.open(folder.resolve("desk.db"))) {
      var together = new ArrayList<Thread>();
      for (int i = 0; i < Downloads.MAX_KEPT; i++) {
        int number = i;
        together.add(Thread.ofVirtual().start(() -> end(catalog, number)));
      }
      for (Thread thread : together) {
        thread.join();
      }
      Downloads history = catalog.downloads();
      assertThat(history.count("")).isEqualTo(Downloads.MAX_KEPT);

      end(catalog, Downloads.MAX_KEPT);

      assertThat(history.count("")).isEqualTo(Downloads.MAX_KEPT);
      assertThat(history.newest("", 0, 1).getFirst().jobId()).isEqualTo("job" + Downloads.MAX_KEPT);
      assertThat(history.newest("", Downloads.MAX_KEPT - 1, 1).getFirst().jobId())
          .isEqualTo("job1");
    }
  }

  private static void end(DeskCatalog catalog, int number) {
    String id = "job" + number;
    Instant ended = NOW.plusSeconds(number);
    var job =
        new JobRow(
            id, "{}", "cache", "/cache", null, null, "failed", null, 1, 2, 3, 4, NOW, NOW, ended);
    var download =
        new DownloadRow(
            id, "a/b", false, "main", null, null, "cache", "/c", "failed", "why", NOW, ended, 1, 2);
    catalog.jobs().end(job, download);
  }
}
