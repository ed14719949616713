package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
