package dev.hubdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

  @TempDir private Path folder;

  @Test
  void makesADirectoryForItsOwnerAlone() throws IOException {
    Path path = folder.resolve("a/b");
    try (DataDirectory data = DataDirectory.open(path)) {
      assertThat(data.path()).isEqualTo(path);
      assertThat(path.resolve("format")).hasContent("1\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void refusesASecondHolderUntilTheFirstIsGone() throws IOException {
    try (DataDirectory _ = DataDirectory.open(folder)) {
      assertThatThrownBy(() -> DataDirectory.open(folder))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining("is in use by another Hubdesk process");
    }
    DataDirectory.open(folder).close();
  }

  @Test
  void refusesWhatANewerVersionWrote() throws IOException {
    Files.writeString(folder.resolve("format"), "2\n");
    assertThatThrownBy(() -> DataDirectory.open(folder))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("was written by a newer version of Hubdesk (format 2");
    Files.writeString(folder.resolve("format"), "1\n");
    DataDirectory.open(folder).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zero", "0", "-1", "99999999999", "1 2"})
  void refusesADamagedFormat(String text) throws IOException {
    Files.writeString(folder.resolve("format"), text);
    assertThatThrownBy(() -> DataDirectory.open(folder))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void refusesSomebodyElsesDirectoryAndLeavesItAsItWas() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> DataDirectory.open(folder))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is not empty and not a data directory");
    assertThat(folder.resolve("format")).doesNotExist();
  }

  @Test
  void aFileOfSettingsMayBeThereBeforeTheFirstStart() throws IOException {
    Files.writeString(folder.resolve("hubdesk.properties"), "log-level=warn\n");
    DataDirectory.open(folder).close();
    assertThat(folder.resolve("format")).exists();
  }
}
