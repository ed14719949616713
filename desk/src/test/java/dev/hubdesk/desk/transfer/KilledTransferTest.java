package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a downloading process again and again (SIGKILL), at random moments, with large, small and
/// mixed plans, into a cache and into a folder of real files: a sample, or 1,000 times with
/// `-Dhubdesk.long=true`; `-Dhubdesk.kills` and `-Dhubdesk.seed` to repeat a run. What it cost
/// stands in `target/killed-transfers.txt`.
class KilledTransferTest {

  private static final int KILLS =
      Integer.getInteger("hubdesk.kills", Boolean.getBoolean("hubdesk.long") ? 1_000 : 12);
  private static final long SEED = Long.getLong("hubdesk.seed", 20261122);

  /// One buffer of each of eight connections, and what the server had sent into their sockets.
  private static final long LOST_PER_KILL = 8L * (256 * 1024 + 512 * 1024);

  private static final int LONGEST_MILLIS = 600;

  @TempDir Path root;
  private final Random random = new Random(SEED);
  private int kills;
  private int hits;
  private int downloads;
  private long whole;

  @Test
  void losesNoByteAndFetchesFewTwice() throws Exception {
    try (var upstream = new FaultyUpstream()) {
      List<KilledPlan> plans = KilledPlan.all();
      for (KilledPlan plan : plans) {
        plan.contents().forEach(upstream::with);
        plan.write(root.resolve(plan.name()));
      }
      upstream.faults((_, _) -> new Fault.Slow(64 * 1024, Duration.ofMillis(10)));
      for (int round = 0; kills < KILLS; round++) {
        KilledPlan plan = plans.get(round % plans.size());
        untilComplete(upstream, plan, round % 2 == 1, root.resolve("round-" + round));
      }
      report(upstream.served());
    }
  }

  /// Kills one download until it comes through, or the kills are used up and it is left to end.
  private void untilComplete(FaultyUpstream upstream, KilledPlan plan, boolean flat, Path folder)
      throws IOException, InterruptedException {
    boolean complete = false;
    while (!complete) {
      long before = upstream.served();
      Process process = start(upstream, plan, flat, folder);
      complete = kills < KILLS ? survives(process, upstream, before) : ends(process);
    }
    for (Map.Entry<String, byte[]> file : plan.contents().entrySet()) {
      assertThat(KilledPlan.entry(flat, folder, file.getKey())).hasBinaryContent(file.getValue());
    }
    downloads++;
    whole += plan.bytes();
    delete(folder);
  }

  /// Waits until bytes flow, then a random while more, and kills.
  private boolean survives(Process process, FaultyUpstream upstream, long before)
      throws InterruptedException {
    while (process.isAlive() && upstream.served() == before) {
      Thread.sleep(2);
    }
    boolean ended = process.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    kills++;
    hits += ended ? 0 : 1;
    if (ended) {
      assertThat(process.exitValue()).isZero();
    }
    return ended;
  }

  private static boolean ends(Process process) throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return true;
  }

  private void report(long served) throws IOException {
    long again = served - whole;
    String text =
        "%d kills, %d of a running transfer; %d downloads complete and every byte right%n"
                .formatted(kills, hits, downloads)
            + "%d bytes sent for %d bytes of files: %d twice, %d a kill, %.2f %%%n"
                .formatted(served, whole, again, again / Math.max(1, hits), 100.0 * again / whole);
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("killed-transfers.txt"), text);
    assertThat(hits).as("kills that hit a running transfer").isPositive();
    assertThat(again).as("bytes sent twice").isBetween(0L, hits * LOST_PER_KILL);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private Process start(FaultyUpstream upstream, KilledPlan plan, boolean flat, Path folder)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledDownload.class.getName(),
            upstream.base(),
            root.resolve(plan.name()).toString(),
            Boolean.toString(flat),
            folder.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
