package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesOnDiskTest {

  private static final Path ROOT = Path.of("cache");

  @Test
  void bringsEachFolderOnceUpToTheRoot() {
    var folders = new ArrayList<Path>();
    var names = new NamesOnDisk(ROOT, folders::add);
    names.bring(ROOT.resolve("a/b/one"));
    names.bring(ROOT.resolve("a/b/two"));
    names.bring(ROOT.resolve("a/c/three"));
    assertThat(folders)
        .isEqualTo(List.of(ROOT.resolve("a/b"), ROOT.resolve("a"), ROOT, ROOT.resolve("a/c")));
  }

  @Test
  void goesOnWhereAFolderCannotBeSynced() {
    var folders = new ArrayList<Path>();
    var names =
        new NamesOnDisk(
            ROOT,
            folder -> {
              folders.add(folder);
              throw new IOException("Invalid argument");
            });
    names.bring(ROOT.resolve("a/one"));
    assertThat(folders).containsExactly(ROOT.resolve("a"), ROOT);
  }
}
