package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a fetching process again and again (SIGKILL), at random moments: a sample, or many with
/// `-Dhubdesk.long=true`; `-Dhubdesk.kills` and `-Dhubdesk.seed` to repeat a run.
class KilledTransferTest {

  private static final int KILLS =
      Integer.getInteger("hubdesk.kills", Boolean.getBoolean("hubdesk.long") ? 100 : 10);
  private static final long SEED = Long.getLong("hubdesk.seed", 20261122);

  /// One buffer of each of four connections, and what the server had sent into their sockets.
  private static final long LOST_PER_KILL = 4L * (256 * 1024 + 512 * 1024);

  @TempDir Path folder;

  @Test
  void losesNoByteAndFetchesFewTwice() throws Exception {
    byte[] content = Samples.bytes(128 << 20);
    Path blob = folder.resolve("blobs").resolve(Samples.lfs(content).etag());
    var random = new Random(SEED);
    try (var upstream = new FaultyUpstream().with("large", content)) {
      upstream.faults((n, start) -> new Fault.Slow(64 * 1024, Duration.ofMillis(10)));
      int killed = 0;
      for (int round = 0; round < KILLS; round++) {
        long before = upstream.served();
        Process process = start(upstream, content, blob);
        killed += killDuring(process, upstream, before, random);
        if (Files.exists(blob)) {
          assertThat(blob).hasBinaryContent(content);
          Files.delete(blob);
        }
      }
      Process last = start(upstream, content, blob);
      assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(last.exitValue()).isZero();
      assertThat(blob).hasBinaryContent(content);
      assertThat(killed).as("kills that hit a running transfer").isPositive();
      report(upstream.served(), content.length, killed);
    }
  }

  private static void report(long served, long size, int killed) {
    long files = Math.max(1, served / size);
    long again = served - files * size;
    System.out.printf(
        "killed %d times; %d bytes for %d file(s) of %d%n", killed, served, files, size);
    assertThat(again).as("bytes sent twice").isLessThan(killed * LOST_PER_KILL);
  }

  /// Waits until bytes flow, then a random while more.
  private static int killDuring(
      Process process, FaultyUpstream upstream, long before, Random random)
      throws InterruptedException {
    while (process.isAlive() && upstream.served() == before) {
      Thread.sleep(5);
    }
    boolean ended = process.waitFor(random.nextInt(800), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return ended ? 0 : 1;
  }

  private static Process start(FaultyUpstream upstream, byte[] content, Path blob)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledFetch.class.getName(),
            upstream.base(),
            "large",
            Integer.toString(content.length),
            Samples.lfs(content).etag(),
            blob.toString())
        .inheritIO()
        .start();
  }
}
