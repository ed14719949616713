package dev.hubdesk.desk.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BlobLockTest {

  @TempDir private Path root;

  @Test
  void isHeldByOneAndStaysAsAFile() {
    Path file = root.resolve(".locks/models--ana--tiny/abc.lock");
    Optional<BlobLock> first = BlobLock.tryTake(file);
    assertThat(first).isPresent();
    assertThat(BlobLock.tryTake(file)).isEmpty();
    first.get().close();
    BlobLock.tryTake(file).orElseThrow().close();
    assertThat(file).isEmptyFile();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void excludesWhoeverUsesFlock() throws IOException, InterruptedException {
    Path file = root.resolve("abc.lock");
    try (BlobLock _ = BlobLock.tryTake(file).orElseThrow()) {
      assertThat(flock(file)).isNotZero();
    }
    assertThat(flock(file)).isZero();
  }

  @Test
  void whereNoLockCanBeThereIsNone() throws IOException {
    Path notAFolder = Files.writeString(root.resolve("file"), "");
    BlobLock.tryTake(notAFolder.resolve("abc.lock")).orElseThrow().close();
  }

  private static int flock(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "python3",
                "-c",
                "import fcntl, sys\n"
                    + "fcntl.flock(open(sys.argv[1], 'w'), fcntl.LOCK_EX | fcntl.LOCK_NB)",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
