package dev.hubdesk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskTroubleTest {

  private static final Path ROOT = Path.of("cache").toAbsolutePath();

  @Test
  void saysWhatTheSystemSays() {
    String expected = "Cannot write to " + ROOT + ": Read-only file system. Mend that, then resume";
    var old = new FileNotFoundException("/cache/a (b).incomplete (Read-only file system)");
    assertThat(DiskTrouble.unwritable(ROOT, old)).isEqualTo(expected);
    var recent = new FileSystemException("/cache/a", null, "Read-only file system");
    assertThat(DiskTrouble.unwritable(ROOT, recent)).isEqualTo(expected);
    assertThat(DiskTrouble.unwritable(ROOT, new AccessDeniedException("/cache/a")))
        .contains(": no permission. ");
  }

  @Test
  void saysWhatIsMissingAndWhatMustStayFree() {
    assertThat(DiskTrouble.full(ROOT, 3 << 20, 1 << 20))
        .startsWith("No space left in " + ROOT + ": 3.0 MiB are still to come, ")
        .endsWith(" are free and 1.0 MiB must stay free. Make room, then resume");
    assertThat(DiskTrouble.full(ROOT, 3 << 20, 0)).endsWith(" are free. Make room, then resume");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "There is not enough space on the disk",
        "/cache/a: Disk quota exceeded"
      })
  void knowsAFullDiskByTheWordsOfTheSystem(String message) {
    assertThat(DiskTrouble.isFull(new IOException(message))).isTrue();
  }

  @Test
  void takesNoOtherFailureForAFullDisk() {
    assertThat(DiskTrouble.isFull(new IOException("Read-only file system"))).isFalse();
    assertThat(DiskTrouble.isFull(new IOException())).isFalse();
  }
}
