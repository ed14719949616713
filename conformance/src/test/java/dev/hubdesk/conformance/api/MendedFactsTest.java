package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DownloadCounts;
import dev.hubdesk.catalog.FactsRow;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.Standing;
import dev.hubdesk.hub.facts.DownloadCounter;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an interruption between a commit and its facts leaves behind, and how downloads are told
/// apart.
class MendedFactsTest {

  private static final RepoId ID = new RepoId(RepoType.MODEL, "ana", "m");

  @TempDir private Path folder;

  private RunningHub hub() throws IOException {
    return RunningHub.on(folder).user("ana").start();
  }

  private static RepositoryRow row(Catalog catalog) {
    return catalog.repositories().find(ID).orElseThrow();
  }

  private static Standing standing(Catalog catalog) {
    return List.copyOf(catalog.facts().standings(List.of(row(catalog).key())).values()).getFirst();
  }

  private static void fill(RunningHub hub) {
    HubClient ana = HubClient.of(hub, "ana");
    ana.create("m");
    ana.commit("ana/m", file("README.md", "---\nlicense: mit\n---\n"));
  }

  /// As if the process had ended before the facts were written by the rules of today.
  private static void interrupt(Catalog catalog) {
    Standing now = standing(catalog);
    var old = new FactsRow(now.repository(), now.head(), "", 0, "{}", 0, 0, List.of());
    assertThat(catalog.facts().save(old)).isTrue();
  }

  @Test
  void whoReadsARepositoryMendsItsFacts() throws IOException {
    try (RunningHub hub = hub()) {
      fill(hub);
      interrupt(hub.catalog());
      HubClient anybody = HubClient.anonymous(hub);
      assertThat(anybody.get("/api/models/ana/m").body()).contains("license:mit");
      assertThat(anybody.get("/api/models?filter=license:mit").json()).hasSize(1);
    }
  }

  @Test
  void theStartMendsWhatNobodyReads() throws IOException {
    try (RunningHub hub = hub()) {
      fill(hub);
      interrupt(hub.catalog());
    }
    try (RunningHub hub = hub()) {
      HubClient anybody = HubClient.anonymous(hub);
      await()
          .untilAsserted(
              () -> assertThat(anybody.get("/api/models?filter=license:mit").json()).hasSize(1));
    }
  }

  @Test
  void aCommitThatChangesNoFactWritesNoneUntilTheHubStops() throws IOException {
    try (RunningHub hub = hub()) {
      fill(hub);
      Standing before = standing(hub.catalog());
      HubClient.of(hub, "ana").commit("ana/m", file("notes.txt", "nothing"));
      assertThat(standing(hub.catalog()).commit()).isEqualTo(before.commit());
      assertThat(HubClient.anonymous(hub).get("/api/models/ana/m").body()).contains("license:mit");
    }
    try (RunningHub hub = hub()) {
      Standing after = standing(hub.catalog());
      assertThat(after.commit()).isEqualTo(after.head());
    }
  }

  @Test
  void filesOfOneCallerWithinAQuarterOfAnHourAreOneDownload() throws IOException {
    try (RunningHub hub = hub()) {
      fill(hub);
      Catalog catalog = hub.catalog();
      var now = new AtomicReference<Instant>(Instant.now());
      DownloadCounter counter =
          new DownloadCounter(catalog.repositories(), catalog.downloads(), now::get);
      counter.sent(ID, "one", false);
      counter.sent(new RepoId(RepoType.MODEL, "ANA", "M"), "one", false);
      counter.sent(ID, "two", true);
      counter.write();
      now.updateAndGet(at -> at.plus(DownloadCounter.WINDOW.minusMillis(1)));
      counter.sent(ID, "one", false);
      counter.write();
      assertThat(standing(catalog).downloadsAllTime()).isEqualTo(2);
      now.updateAndGet(at -> at.plus(Duration.ofMillis(1)));
      counter.sent(ID, "one", false);
      counter.sent(new RepoId(RepoType.MODEL, "ana", "gone"), "one", false);
      counter.write();
      assertThat(standing(catalog).downloadsAllTime()).isEqualTo(3);
      assertThat(standing(catalog).downloads()).isEqualTo(3);
      List<DownloadCounts.Day> days = catalog.downloads().days(row(catalog).key(), 0);
      assertThat(days.stream().mapToLong(DownloadCounts.Day::files).sum()).isEqualTo(5);
      assertThat(days.stream().mapToLong(DownloadCounts.Day::authenticated).sum()).isEqualTo(1);
    }
  }

  @Test
  void noMoreCallersAreRememberedThanTheLimit() throws IOException {
    try (RunningHub hub = hub()) {
      fill(hub);
      Catalog catalog = hub.catalog();
      Instant now = Instant.now();
      DownloadCounter counter =
          new DownloadCounter(catalog.repositories(), catalog.downloads(), () -> now);
      for (int i = 0; i < DownloadCounter.MAX_CALLERS + 10; i++) {
        counter.sent(ID, "caller " + i, false);
      }
      counter.write();
      assertThat(standing(catalog).downloadsAllTime()).isEqualTo(DownloadCounter.MAX_CALLERS);
    }
  }
}
