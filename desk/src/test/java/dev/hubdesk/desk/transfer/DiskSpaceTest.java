package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

  private static final long GIB = 1L << 30;

  @TempDir Path folder;
  private final DiskSpace space = new DiskSpace();

  @Test
  void promisesNoRoomTwice() throws IOException {
    long most = DiskSpace.usable(folder, 0);
    try (DiskSpace.Promise first = space.promise(folder, most / 4 * 3, 0)) {
      assertThatThrownBy(() -> space.promise(folder, most / 4 * 3, 0))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.StorageFull.class))
          .hasMessageStartingWith("No space left in " + folder + ": ");
      first.used(most / 4 * 3);
      space.promise(folder, most / 4 * 3, 0).close();
    }
    space.promise(folder, most / 4 * 3, 0).close();
  }

  @Test
  void keepsFreeWhatMustStayFree() {
    long most = DiskSpace.usable(folder, 0);
    assertThatThrownBy(() -> space.promise(folder, GIB, most))
        .hasMessageContaining("1.0 GiB are needed, ");
  }

  /// File systems in memory without a limit, and some of FUSE.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatTellsNoSizeIsTried() throws IOException {
    Path sizeless = Path.of("/proc");
    assertThat(Files.getFileStore(sizeless).getTotalSpace()).isZero();
    space.promise(sizeless, GIB, GIB).close();
    assertThat(DiskSpace.usable(sizeless, GIB)).isGreaterThan(GIB);
  }

  @Test
  void whatNeedsNothingFitsOnAFullDisk() throws IOException {
    space.promise(folder, 0, Long.MAX_VALUE / 2).close();
  }

  @Test
  void takesTheBlocksOfAFileAndKeepsItsContent() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
    boolean taken = Preallocation.take(file, 1 << 20);
    assertThat(Files.size(file)).isEqualTo(taken ? 1 << 20 : 3);
    assertThat(Files.readAllBytes(file)).startsWith(1, 2, 3);
  }

  @Test
  void takesNothingOfWhatIsNotThere() throws IOException {
    assertThat(Preallocation.take(folder.resolve("none"), 10)).isFalse();
  }
}
