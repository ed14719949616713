package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.BlobLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OtherProgramsTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir private Path folder;
  private Path bytes;
  private Path lock;

  @BeforeEach
  void name() {
    bytes = folder.resolve("abc");
    lock = folder.resolve("abc.lock");
  }

  private BlobLock waitFor(Duration patience, CancelSignal stop) throws InterruptedException {
    return new OtherPrograms(bytes, patience)
        .waitFor(() -> BlobLock.tryTake(lock), () -> Files.exists(bytes), stop);
  }

  private FutureTask<BlobLock> waiting(Duration patience) {
    var task = new FutureTask<>(() -> waitFor(patience, new CancelSignal()));
    Thread.ofVirtual().start(task);
    return task;
  }

  @Test
  void takesTheLockThatNobodyHas() throws Exception {
    try (BlobLock _ = waitFor(PATIENCE, new CancelSignal())) {
      assertThat(BlobLock.tryTake(lock)).isEmpty();
    }
    assertThat(BlobLock.tryTake(lock)).isPresent();
  }

  @Test
  void waitsUntilTheLockIsGivenBack() throws Exception {
    FutureTask<BlobLock> waiting;
    try (BlobLock _ = BlobLock.tryTake(lock).orElseThrow()) {
      waiting = waiting(Duration.ofMinutes(1));
      assertThat(isOver(waiting, PATIENCE)).isFalse();
    }
    waiting.get().close();
  }

  @Test
  void waitsNoLongerWhenTheBytesAreThere() throws Exception {
    try (BlobLock _ = BlobLock.tryTake(lock).orElseThrow()) {
      FutureTask<BlobLock> waiting = waiting(Duration.ofMinutes(1));
      Files.writeString(bytes, "all");
      waiting.get().close();
      assertThat(BlobLock.tryTake(lock)).isEmpty();
    }
  }

  @Test
  void doesNotWaitForAProgramThatWritesNothing() throws Exception {
    Files.writeString(folder.resolve("abc.incomplete"), "left");
    try (BlobLock _ = BlobLock.tryTake(lock).orElseThrow()) {
      waiting(PATIENCE).get().close();
    }
  }

  @Test
  void waitsForAProgramAsLongAsItWrites() throws Exception {
    Path partial = Files.writeString(folder.resolve("abc.0123abcd.incomplete"), "");
    try (BlobLock _ = BlobLock.tryTake(lock).orElseThrow()) {
      FutureTask<BlobLock> waiting = waiting(PATIENCE.multipliedBy(4));
      for (int second = 0; second < 30; second++) {
        touch(partial, second);
        assertThat(isOver(waiting, Duration.ofMillis(100))).isFalse();
      }
      waiting.get().close();
    }
  }

  /// As a share would whose clock is late.
  private static void touch(Path file, int second) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(second, TimeUnit.SECONDS));
  }

  @Test
  void aStopEndsTheWait() throws Exception {
    try (BlobLock _ = BlobLock.tryTake(lock).orElseThrow()) {
      var stop = new CancelSignal();
      stop.cancel();
      assertThatThrownBy(() -> waitFor(PATIENCE, stop))
          .isInstanceOf(TransferStoppedException.class);
    }
  }

  private static boolean isOver(FutureTask<BlobLock> task, Duration patience) throws Exception {
    try {
      task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }
}
