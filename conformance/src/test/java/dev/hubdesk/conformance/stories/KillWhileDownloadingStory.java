package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.DeskApi;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while the bytes of a download arrive, into a cache and into a folder of real files in
/// turn: after each start the job goes on by itself, little is sent twice, nothing is left behind,
/// and in the end every byte is right. What it cost stands in `target/killed-downloads.txt`.
@Timeout(900)
class KillWhileDownloadingStory {

  private static final String REPO = "ana/heavy";
  private static final long BYTES_PER_SECOND = 40L << 20;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// After a start, answers without content come first.
  private static final long CONTENT_FLOWS = 256 << 10;

  /// What eight connections hold that is not yet on the disk, with what the relay has sent into
  /// their sockets, and the small files under way.
  private static final long LOST_PER_KILL = 16L << 20;

  @TempDir private Path folder;
  private final Kills kills = new Kills();
  private MixedModel model;
  private int downloads;
  private long sentTwice;

  @BeforeEach
  void write() throws IOException {
    model = MixedModel.write(folder.resolve("model"), 96);
  }

  @Test
  void theJobGoesOnAfterEveryKillAndEveryByteIsRight() throws Exception {
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
        var relay = new Relay(hub.url(), BYTES_PER_SECOND);
        BuiltHubdesk hubdesk = BuiltHubdesk.up(folder, "--endpoint", relay.url())) {
      URI address = URI.create(hub.url());
      Python.NEWEST
          .script(
              "upload_plain.py",
              address,
              RunningHub.writeToken("ana"),
              REPO,
              model.folder().toString())
          .mustRun();
      while (kills.areLeft()) {
        boolean flat = downloads % 2 == 1;
        Path root = flat ? folder.resolve("flat-" + downloads) : hubdesk.cache();
        long before = relay.sent();
        download(hubdesk, relay, flat ? root : null);
        sentTwice += relay.sent() - before - model.bytes();
        downloads++;
        compare(hubdesk, root, flat);
      }
    }
    report();
  }

  /// Downloads once, killed on the way.
  private void download(BuiltHubdesk hubdesk, Relay relay, @Nullable Path flat) throws Exception {
    String job = start(hubdesk, flat);
    long begun = relay.sent();
    for (double moment : kills.moments()) {
      long target = begun + (long) (moment * model.bytes());
      if (!flows(hubdesk, relay, Math.max(target, relay.sent() + CONTENT_FLOWS), job)) {
        kills.missed();
        break;
      }
      hubdesk.kill();
      kills.killed();
      hubdesk.start();
    }
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      desk.await(job, LIMIT, now -> now.path("status").asText().equals("completed"));
      assertThat(desk.get("/api/jobs").path("jobs").findValuesAsText("id")).contains(job);
    }
  }

  /// Waits until so much was sent.
  ///
  /// @return whether the job had not ended by then
  private static boolean flows(BuiltHubdesk hubdesk, Relay relay, long target, String job)
      throws Exception {
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      for (int look = 0; relay.sent() < target; look++) {
        TimeUnit.MILLISECONDS.sleep(2);
        if (look % 50 == 49 && isDone(desk, job)) {
          return false;
        }
      }
      return !isDone(desk, job);
    }
  }

  private static boolean isDone(DeskApi desk, String job) throws Exception {
    return desk.get("/api/jobs/" + job).path("status").asText().equals("completed");
  }

  private static String start(BuiltHubdesk hubdesk, @Nullable Path flat) throws Exception {
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      String localDir = flat == null ? "" : flat.toString();
      assertThat(desk.post("/api/settings", "{\"localDir\": \"" + localDir + "\"}").status())
          .isEqualTo(200);
      DeskApi.Answer started = desk.post("/api/download", "{\"repo\": \"" + REPO + "\"}");
      assertThat(started.status()).as("%s", started).isEqualTo(202);
      return started.body().path("id").asText();
    }
  }

  private void compare(BuiltHubdesk hubdesk, Path root, boolean flat) throws Exception {
    MixedModel.assertNoPartials(root);
    if (flat) {
      model.assertStandsIn(root.resolve(REPO));
      return;
    }
    String compared =
        Python.NEWEST
            .script("compare_plain.py", REPO, model.folder().toString())
            .with("HF_HUB_OFFLINE", "1")
            .with("HF_HUB_CACHE", root.toString())
            .mustRun();
    assertThat(compared).contains("every byte the same");
    try (DeskApi desk = new DeskApi(hubdesk.desk())) {
      assertThat(desk.delete("/api/cache/" + REPO).status()).isEqualTo(200);
    }
  }

  private void report() throws Exception {
    String text =
        "%s%n%d downloads complete and every byte right%n%d bytes sent twice, %d a kill, %.2f %%%n"
            .formatted(
                kills,
                downloads,
                sentTwice,
                sentTwice / kills.count(),
                100.0 * sentTwice / (downloads * model.bytes()));
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("killed-downloads.txt"), text);
    System.out.print(text);
    assertThat(sentTwice).as("bytes sent twice").isLessThan(kills.count() * LOST_PER_KILL);
  }
}
