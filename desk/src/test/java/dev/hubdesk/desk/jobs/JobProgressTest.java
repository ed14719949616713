package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.testing.Files;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.RepoPath;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobProgressTest {

  private static JobProgress progress(int files, long floor) {
    List<PlannedFile> plan =
        IntStream.range(0, Math.min(files, FileProgress.MAX_TOLD))
            .mapToObj(i -> PlannedFile.of(Files.file("file-" + i, 10)))
            .toList();
    return new JobProgress(plan, files, floor, System::nanoTime, FileNews.NONE);
  }

  private static RepoPath file(int number) {
    return new RepoPath("file-" + number);
  }

  @Test
  void countsWhatArrives() {
    JobProgress progress = progress(2, 0);

    progress.started(file(0), 10, 4);
    progress.received(file(0), 3);

    assertThat(progress.bytes()).isEqualTo(7);
    assertThat(progress.told().getFirst()).isEqualTo(new FileProgress("file-0", 10, 7, "active"));
    assertThat(progress.told().get(1).status()).isEqualTo("pending");
  }

  @Test
  void doesNotFallBackWhileARunFindsItsFilesAgain() {
    JobProgress progress = progress(3, 15);

    progress.started(file(0), 10, 10);
    assertThat(progress.bytes()).isEqualTo(15);
    progress.started(file(1), 10, 8);
    assertThat(progress.bytes()).isEqualTo(18);
  }

  @Test
  void doesNotFallBackWhenBytesTurnOutWorthless() {
    JobProgress progress = progress(2, 0);

    progress.started(file(0), 10, 0);
    progress.received(file(0), 9);
    progress.restarted(file(0));

    assertThat(progress.bytes()).isEqualTo(9);
    assertThat(progress.told().getFirst().downloaded()).isZero();
    progress.received(file(0), 10);
    assertThat(progress.bytes()).isEqualTo(10);
  }

  @Test
  void tellsAFileThatCannotBeHad() {
    JobProgress progress = progress(2, 0);

    progress.started(file(1), 10, 0);
    progress.lost(file(1));
    progress.started(file(0), 10, 10);
    progress.verifying(file(0));

    assertThat(progress.told().get(1).status()).isEqualTo("error");
    assertThat(progress.isFinalizing()).isTrue();
  }

  @Test
  void saysWhenOnlyDigestsAreLeft() {
    JobProgress progress = progress(1, 0);

    progress.started(file(0), 10, 0);
    progress.received(file(0), 10);
    assertThat(progress.isFinalizing()).isFalse();
    progress.verifying(file(0));
    assertThat(progress.isFinalizing()).isTrue();
  }

  @Test
  void tellsNoMoreThanAHundredFilesAndThoseOnTheirWayFirst() {
    JobProgress progress = progress(100_000, 0);

    progress.started(file(99_999), 10, 5);

    assertThat(progress.told()).hasSize(FileProgress.MAX_TOLD);
    assertThat(progress.told().getFirst().path()).isEqualTo("file-99999");
    assertThat(progress(FileProgress.MAX_TOLD, 0).told()).hasSize(FileProgress.MAX_TOLD);
  }
}
