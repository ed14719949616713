package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import dev.hubdesk.testkit.built.BuiltJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of a Hub that compacts and collects while a client commits: nothing acknowledged is
/// lost, and what the killed work had written is swept.
class KillDuringUpkeepStory {

  private static final String REPO = "admin/killed";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int KILLS = Boolean.getBoolean("hubdesk.long") ? 40 : 3;

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingIsDoubledForEver() throws Exception {
    var random = new Random(20261124);
    List<String> acknowledged = new ArrayList<>();
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder, "--collect-after", "0")) {
      for (int kill = 0; kill < KILLS; kill++) {
        acknowledged.addAll(workUntilKilled(hubdesk, kill * 1000, random.nextInt(1500, 4000)));
        hubdesk.start();
      }
      assertThat(acknowledged).as("commits that were acknowledged").isNotEmpty();
      List<String> arguments = new ArrayList<>(List.of(REPO, folder.resolve("scratch").toString()));
      arguments.addAll(acknowledged);
      Python.NEWEST
          .script(
              "check_written.py",
              hubdesk.hub(),
              hubdesk.adminToken(),
              arguments.toArray(String[]::new))
          .mustRun();
      assertThat(gc(hubdesk).mustRun())
          .contains(" are now 2 (")
          .contains("1 repositories, 0 of them busy")
          .contains("deleted: ");
      hubdesk.stop();
    }
    String checked =
        new Program(
                BuiltJar.command(
                    List.of(
                        "admin", "fsck", "--deep", "--data", folder.resolve("data").toString())))
            .mustRun();
    assertThat(checked).contains(" in 2 packs ").contains(": 0 problems; 0 stray blobs");
  }

  private static List<String> workUntilKilled(BuiltHubdesk hubdesk, int first, int millis)
      throws IOException, InterruptedException {
    WritingClient writer = WritingClient.start(hubdesk, REPO, first);
    var collections = new AtomicInteger();
    Thread collector = Thread.ofVirtual().start(() -> collect(hubdesk, collections));
    writer.awaitAcknowledged(1);
    await().atMost(PATIENCE).until(() -> collections.get() > 0);
    TimeUnit.MILLISECONDS.sleep(millis);
    List<String> acknowledged = writer.killHub(hubdesk);
    collector.interrupt();
    collector.join();
    return acknowledged;
  }

  private static void collect(BuiltHubdesk hubdesk, AtomicInteger collections) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        // The last one ends in the middle, or finds nobody.
        Program.Ended collected =
            Program.curl(
                    "--request",
                    "POST",
                    "--header",
                    "Authorization: Bearer " + hubdesk.adminToken(),
                    "--header",
                    "Content-Type: application/json",
                    "--data-binary",
                    "{}",
                    hubdesk.hub() + "/api/admin/gc")
                .run();
        if (collected.out().contains("\"outcome\":\"collected\"")) {
          collections.incrementAndGet();
        }
      } catch (IOException | InterruptedException _) {
        return;
      }
    }
  }

  private Program gc(BuiltHubdesk hubdesk) {
    return new Program(
        BuiltJar.command(
            List.of(
                "admin",
                "gc",
                "--endpoint",
                hubdesk.hub().toString(),
                "--token-file",
                hubdesk.data().resolve("admin-token").toString())));
  }
}
