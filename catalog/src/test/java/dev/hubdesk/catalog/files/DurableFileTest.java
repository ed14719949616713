package dev.hubdesk.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("file");
  }

  @Test
  void replacesAFileAndLeavesNothingBeside() throws IOException {
    DurableFile.replace(file, "old");
    DurableFile.replace(file, "new");

    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatAnInterruptedOneLeftDoesNotLendItsRights() throws IOException {
    Files.writeString(folder.resolve("file" + DurableFile.NEW), "half");

    DurableFile.replace(file, new byte[] {1}, OwnerOnly.rights(folder));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theOldOneStaysWhenTheNewOneCannotBeWritten() throws IOException {
    DurableFile.replace(file, "old");
    Files.createDirectories(folder.resolve("file" + DurableFile.NEW + "/in the way"));

    assertThatThrownBy(() -> DurableFile.replace(file, "new"))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void makesNoFileTwice() throws IOException {
    DurableFile.create(file, new byte[3]);

    assertThatThrownBy(() -> DurableFile.create(file, new byte[4]))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasSize(3);
  }

  @Test
  void anInterruptedThreadWritesToTheEnd() throws IOException {
    Thread.currentThread().interrupt();
    try {
      DurableFile.create(file, new byte[5]);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasSize(5);
  }
}
