package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.testing.Files;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.RepoPath;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Bytes that an earlier run had brought are progress and no speed.
class JobSpeedTest {

  private static final int SIZE = 1_000_000;
  private static final RepoPath FILE = new RepoPath("file");

  private final AtomicLong now = new AtomicLong();
  private final JobProgress progress =
      new JobProgress(
          List.of(PlannedFile.of(Files.file("file", SIZE))), 1, 0, now::get, FileNews.NONE);

  private void later() {
    now.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void whatWasThereIsNoSpeed() {
    progress.started(FILE, SIZE, 900_000);
    later();

    assertThat(progress.bytes()).isEqualTo(900_000);
    assertThat(progress.bytesPerSecond()).isZero();
    assertThat(progress.etaSeconds(SIZE)).isZero();
  }

  @Test
  void onlyWhatArrivesIs() {
    progress.started(FILE, SIZE, 900_000);
    for (int second = 0; second < 5; second++) {
      progress.received(FILE, 10_000);
      later();
      assertThat(progress.bytesPerSecond()).isBetween(1L, 10_000L);
    }

    assertThat(progress.bytesPerSecond()).isBetween(9_000L, 10_000L);
    assertThat(progress.etaSeconds(SIZE)).isBetween(4L, 6L);
  }

  @Test
  void whatTurnsOutWorthlessDoesNotMakeItNegative() {
    progress.started(FILE, SIZE, 0);
    progress.received(FILE, 500_000);
    later();
    long before = progress.bytesPerSecond();
    progress.restarted(FILE);
    later();

    assertThat(before).isPositive();
    assertThat(progress.bytesPerSecond()).isNotNegative();
    assertThat(progress.bytes()).isEqualTo(500_000);
  }
}
