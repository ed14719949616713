package dev.hubdesk.desk.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {

  @TempDir private Path folder;

  @Test
  void aTreeHasAsManyEntriesAsMayBe() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    for (String file : new String[] {"1", "a/2", "a/b/3"}) {
      Files.writeString(folder.resolve(file), file);
    }

    assertThat(Tree.of(folder, 3)).hasSize(3);
    assertThatThrownBy(() -> Tree.of(folder, 2))
        .isInstanceOf(UnsafeException.class)
        .hasMessage("more than 2 entries");
  }
}
