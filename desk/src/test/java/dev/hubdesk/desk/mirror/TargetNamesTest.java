package dev.hubdesk.desk.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetNamesTest {

  private static final Oid COMMIT = Oid.parse("c".repeat(40)).orElseThrow();

  @TempDir private Path folder;

  private record Fake(boolean foldsCase, boolean holdsAll) implements TargetNames.Disk {

    @Override
    public boolean holds(String name) {
      return holdsAll;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aux.json", "a:b", "dir /x", "what?", "name.", "sub/nul"})
  void whatTheDestinationCannotHoldIsRefused(String path) throws IOException {
    RepoContents contents = contents("fine.bin", path);

    assertThatThrownBy(() -> new TargetNames(new Fake(false, false), false).check(contents))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the destination cannot hold '" + path + "'");
    assertThatThrownBy(() -> new TargetNames(new Fake(false, true), true).check(contents))
        .isInstanceOf(RefusedException.class);
    new TargetNames(new Fake(false, true), false).check(contents);
  }

  @Test
  void namesThatDifferInCaseAloneNeedADiskThatKeepsCase() throws IOException {
    RepoContents contents = contents("README.md", "readme.md");

    assertThatThrownBy(() -> new TargetNames(new Fake(true, true), false).check(contents))
        .hasMessageContaining("'readme.md': it differs from 'README.md'");
    new TargetNames(new Fake(false, true), false).check(contents);
  }

  @Test
  void branchesAreNamesOfFilesToo() {
    RepoContents contents = contents("fine.bin");
    contents.refs().put(new RepoPath("Main"), COMMIT);
    contents.refs().put(new RepoPath("main"), COMMIT);

    assertThatThrownBy(() -> new TargetNames(new Fake(true, true), false).check(contents))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskOfThisSystemIsTriedAndLeftClean() throws IOException {
    var disk = new TargetDisk(folder, "12345678");

    assertThat(disk.foldsCase()).isFalse();
    assertThat(disk.holds("a:b")).isTrue();
    assertThat(disk.holds("aux. ")).isTrue();
    assertThat(disk.holds("x".repeat(300))).isFalse();
    assertThat(folder.resolve(".locks")).isEmptyDirectory();
  }

  @Test
  void whatAKilledJobLeftIsNoTrouble() throws IOException {
    Path left = folder.resolve(".locks/12345678.names.incomplete");
    Files.createDirectories(left);
    Files.createFile(left.resolve("case"));

    assertThatCode(() -> new TargetDisk(folder, "12345678").foldsCase()).doesNotThrowAnyException();
    assertThat(left).doesNotExist();
  }

  private static RepoContents contents(String... paths) {
    RepoContents contents = RepoContents.empty();
    var files = new TreeMap<RepoPath, Content>();
    for (String path : paths) {
      files.put(new RepoPath(path), new Content(null, 1, Path.of("x")));
    }
    contents.snapshots().put(COMMIT, files);
    return contents;
  }
}
