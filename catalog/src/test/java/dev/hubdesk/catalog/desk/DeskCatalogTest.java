package dev.hubdesk.catalog.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskCatalogTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir private Path folder;

  private static JobRow job(String id, String state, @Nullable Instant ended) {
    return new JobRow(
        id, "{}", "cache", "/cache", null, null, state, null, 1, 2, 3, 4, NOW, NOW, ended);
  }

  private static DownloadRow download(String id, Instant ended) {
    return new DownloadRow(
        id, "a/b", true, "main", null, null, "flat", "/models", "failed", "why", NOW, ended, 1, 2);
  }

  private DeskCatalog open() {
    return DeskCatalog.open(folder.resolve("desk.db"));
  }

  @Test
  void keepsJobsAndTheirPlansAcrossARestart() {
    List<JobFileRow> files =
        IntStream.range(0, 2_500)
            .mapToObj(i -> new JobFileRow("f" + i, i, "0".repeat(40), null))
            .toList();
    try (DeskCatalog catalog = open()) {
      catalog.jobs().add(job("one", "queued", null));
      catalog.jobs().update(job("one", "running", null));
      catalog.jobs().plan("one", files);
    }
    try (DeskCatalog catalog = open()) {
      assertThat(catalog.jobs().all()).containsExactly(job("one", "running", null));
      assertThat(catalog.jobs().files("one", 0, Integer.MAX_VALUE)).isEqualTo(files);
      assertThat(catalog.jobs().files("one", 0, 3)).isEqualTo(files.subList(0, 3));
      assertThat(catalog.jobs().files("one", 2_400, 200)).isEqualTo(files.subList(2_400, 2_500));
    }
  }

  @Test
  void tellsJobsOfOneMomentInTheOrderInWhichTheyCame() {
    List<String> ids = List.of("m", "z", "a", "k", "b");
    try (DeskCatalog catalog = open()) {
      ids.forEach(id -> catalog.jobs().add(job(id, "queued", null)));
      catalog.jobs().remove("a");
      catalog.jobs().add(job("c", "queued", null));
    }
    try (DeskCatalog catalog = open()) {
      assertThat(catalog.jobs().all())
          .extracting(JobRow::id)
          .containsExactly("m", "z", "k", "b", "c");
    }
  }

  @Test
  void forgetsAPlanWithItsJob() {
    try (DeskCatalog catalog = open()) {
      catalog.jobs().add(job("one", "queued", null));
      List<JobFileRow> files = List.of(new JobFileRow("f", 1, "0".repeat(40), null));
      catalog.jobs().plan("one", files);

      catalog.jobs().remove("one");
      catalog.jobs().update(job("one", "running", null));
      catalog.jobs().plan("one", files);

      assertThat(catalog.jobs().all()).isEmpty();
      assertThat(catalog.jobs().files("one", 0, 10)).isEmpty();
    }
  }

  @Test
  void remembersHowJobsEndedTheNewestFirst() {
    try (DeskCatalog catalog = open()) {
      catalog.jobs().add(job("one", "running", null));
      catalog.jobs().end(job("one", "failed", NOW), download("one", NOW));
      catalog.jobs().end(job("one", "failed", NOW), download("one", NOW.plusSeconds(1)));

      assertThat(catalog.downloads().newest("", 0, 10))
          .containsExactly(download("one", NOW.plusSeconds(1)), download("one", NOW));
      assertThat(catalog.downloads().newest("", 0, 1)).hasSize(1);
      assertThat(catalog.downloads().count("")).isEqualTo(2);
    }
  }

  @Test
  void keepsTheNewestOfTheHistoryAndNoMore() throws Exception {
    open().close();
    String url = "jdbc:sqlite:" + folder.resolve("desk.db");
    try (Connection rows = DriverManager.getConnection(url);
        PreparedStatement fill =
            rows.prepareStatement(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                INSERT INTO download (job_id, ended_at, started_at, repo, dataset, revision,
                  destination_kind, destination, state, total_files, total_bytes)
                SELECT 'old' || i, i / 2, 0, 'a/b', 0, 'main', 'cache', '/', 'completed', 1, 1
                FROM n
                """)) {
      fill.setInt(1, Downloads.MAX_KEPT - 1);
      fill.executeUpdate();
    }
    try (DeskCatalog catalog = open()) {
      catalog.jobs().add(job("new", "running", null));
      catalog.jobs().end(job("new", "failed", NOW), download("new", NOW));
      assertThat(catalog.downloads().count("")).isEqualTo(Downloads.MAX_KEPT);

      catalog.jobs().end(job("new", "failed", NOW), download("new", NOW.plusSeconds(1)));

      List<DownloadRow> kept = catalog.downloads().newest("", 0, Integer.MAX_VALUE);
      assertThat(kept).hasSize(Downloads.MAX_KEPT);
      assertThat(kept.getFirst()).isEqualTo(download("new", NOW.plusSeconds(1)));
      assertThat(kept).extracting(DownloadRow::jobId).doesNotContain("old1").contains("old2");
    }
  }

  @Test
  void pagesSearchesAndForgetsTheHistory() {
    try (DeskCatalog catalog = open()) {
      for (int i = 0; i < 5; i++) {
        catalog.jobs().add(job("job" + i, "running", null));
        catalog
            .jobs()
            .end(job("job" + i, "completed", NOW), download("job" + i, NOW.plusSeconds(i)));
      }
      var history = catalog.downloads();

      assertThat(history.newest("", 1, 2))
          .extracting(DownloadRow::jobId)
          .containsExactly("job3", "job2");
      assertThat(history.newest("", 5, 2)).isEmpty();
      String repo = history.newest("", 0, 1).getFirst().repo();
      assertThat(history.count(repo.toUpperCase(Locale.ROOT))).isEqualTo(5);
      assertThat(history.count("%")).isZero();
      assertThat(history.count("_")).isZero();
      assertThat(history.remove("job3")).isEqualTo(1);
      assertThat(history.remove("job3")).isZero();
      assertThat(history.clear("nobody")).isZero();
      assertThat(history.clear("")).isEqualTo(4);
    }
  }
}
