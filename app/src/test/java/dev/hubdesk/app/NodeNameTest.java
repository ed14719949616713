package dev.hubdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {

  @TempDir private Path folder;

  @Test
  void isTheSameForEveryProcessOnADirectoryAndAnotherElsewhere() throws IOException {
    String name = nameIn(folder.resolve("a"));
    assertThat(nameIn(folder.resolve("a"))).isEqualTo(name);
    assertThat(nameIn(folder.resolve("b"))).isNotEqualTo(name);
  }

  @Test
  void isMadeAnewWhereACrashLeftHalfOfOne() throws IOException {
    DataDirectory.open(folder).close();
    Files.writeString(folder.resolve("node.new"), "0000");
    assertThat(nameIn(folder)).hasSize(36).isEqualTo(nameIn(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "me", "00000000-0000-0000-0000-00000000000G", "a b"})
  void refusesADamagedOne(String text) throws IOException {
    DataDirectory.open(folder).close();
    Files.writeString(folder.resolve("node"), text);
    assertThatThrownBy(() -> nameIn(folder))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is damaged");
  }

  private static String nameIn(Path path) throws IOException {
    try (DataDirectory data = DataDirectory.open(path)) {
      return NodeName.keptIn(data);
    }
  }
}
