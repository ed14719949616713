package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static final String LINES = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  @TempDir Path temp;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(temp.resolve("scratch"));
  }

  private byte[] text(@Nullable Oid before, Oid after, DiffLimits limits) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      Comparison comparison = repository.compare(before, after, limits);
      var text = new ByteArrayOutputStream();
      for (int i = 0; i < comparison.files().size(); i++) {
        text.writeBytes(comparison.patch(i).text());
      }
      return text.toByteArray();
    }
  }

  /// Applies a diff to the first state with the system's git; the tree that comes out.
  private String applied(RealGit git, Oid before, byte[] diff) throws IOException {
    git.run("read-tree", before.hex());
    if (diff.length > 0) {
      git.feed(diff, "apply", "--cached", "--whitespace=nowarn");
    }
    return git.run("write-tree");
  }

  private void assertApplies(RealGit git, Oid before, Oid after) throws IOException {
    byte[] diff = text(before, after, DiffLimits.DEFAULT);
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(applied(git, before, diff))
          .as(new String(diff, UTF_8))
          .isEqualTo(repository.commit(after).tree().hex());
    }
  }

  @Test
  void aTextThatGitAppliesToTheSameTree() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "text", LINES);
          put(draft, "gone", "1\n2\n");
          put(draft, "no newline", "1\n2");
          put(draft, "é \"quoted\"", "x\n");
          put(draft, "moved", LINES + LINES);
          put(draft, "d/file", "was a directory\n");
          draft.addPointer(new RepoPath("model.bin"), Workshop.pointer(1, 10));
        });
    Oid second =
        shop.commit(draft -> {
          put(draft, "text", LINES.replace("5", "five") + "--- 10\n+++ 11\n");
          delete(draft, "gone");
          put(draft, "no newline", "1\n2\n3");
          put(draft, "empty", "");
          delete(draft, "moved");
          put(draft, "to/here", LINES + LINES + "10\n");
          put(draft, "d", "is a file\n");
          draft.addPointer(new RepoPath("model.bin"), Workshop.pointer(2, 2_000));
        });
    var git = new RealGit(shop, temp.resolve("bare.git"));

    assertApplies(git, first, second);
    assertApplies(git, second, first);
    git.run("read-tree", "--empty");
    git.feed(text(null, second, DiffLimits.DEFAULT), "apply", "--cached");
    assertThat(git.run("write-tree")).isEqualTo(git.run("rev-parse", second + "^{tree}"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void diffsOfRandomHistoriesApply(long seed) throws IOException {
    var theirs = new RealGit(temp.resolve("theirs.git"));
    new RandomHistory(seed, 25, false).importTo(theirs);
    theirs.pushTo(shop);
    Oid at = shop.ledger.ref(Workshop.REPOSITORY, RefName.branch("h0")).orElseThrow().commit();
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      List<Commit> commits = repository.commits(at, 0, 25);
      for (int i = 1; i < commits.size(); i++) {
        assertApplies(theirs, commits.get(i).id(), commits.get(i - 1).id());
        assertApplies(theirs, commits.get(i - 1).id(), commits.get(i).id());
      }
    }
  }

  @Test
  void tellsWhatHappenedToEachFile() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "changed", LINES);
          put(draft, "gone", "unlike anything else\n");
          put(draft, "moved", LINES + LINES);
          put(draft, "binary", "\0\1");
          draft.addPointer(new RepoPath("model.bin"), Workshop.pointer(1, 10));
        });
    Oid second =
        shop.commit(draft -> {
          put(draft, "changed", LINES.replace("5\n", "five\nand more\n"));
          delete(draft, "gone");
          delete(draft, "moved");
          put(draft, "there", LINES + LINES);
          put(draft, "binary", "\0\2");
          put(draft, "new", "n\n");
          draft.addPointer(new RepoPath("model.bin"), Workshop.pointer(2, 2_000));
        });

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      Comparison comparison = repository.compare(first, second, DiffLimits.DEFAULT);
      assertThat(comparison.isCut()).isFalse();
      assertThat(comparison.files())
          .extracting(FileDiff::path, FileDiff::previousPath, FileDiff::kind)
          .containsExactlyInAnyOrder(
              tuple("binary", "binary", FileDiff.Kind.CHANGED),
              tuple("changed", "changed", FileDiff.Kind.CHANGED),
              tuple("gone", "gone", FileDiff.Kind.REMOVED),
              tuple("model.bin", "model.bin", FileDiff.Kind.CHANGED),
              tuple("new", "new", FileDiff.Kind.ADDED),
              tuple("there", "moved", FileDiff.Kind.RENAMED));
      for (int i = 0; i < comparison.files().size(); i++) {
        FileDiff file = comparison.files().get(i);
        FilePatch patch = comparison.patch(i);
        switch (file.path()) {
          case "binary" -> assertThat(patch.kind()).isEqualTo(FilePatch.Kind.BINARY);
          case "changed" -> {
            assertThat(patch.additions()).isEqualTo(2);
            assertThat(patch.deletions()).isEqualTo(1);
          }
          case "model.bin" -> {
            FileDiff.Side before = file.before();
            FileDiff.Side after = file.after();
            assertThat(before == null ? null : before.lfs()).isEqualTo(Workshop.pointer(1, 10));
            assertThat(after == null ? 0 : after.size()).isEqualTo(2_000);
          }
          default -> assertThat(patch.kind()).isEqualTo(FilePatch.Kind.TEXT);
        }
      }
    }
  }

  @Test
  void whatIsOverALimitIsLeftOutAndSaid() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "a", "12345678");
          put(draft, "b", "123456789");
          put(draft, "c", "1\n2\n");
        });
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      Comparison files = repository.compare(null, first, new DiffLimits(3, 100, 100));
      assertThat(files.files()).hasSize(3);
      assertThat(files.isCut()).isFalse();
      Comparison fewer = repository.compare(null, first, new DiffLimits(2, 100, 100));
      assertThat(fewer.files()).hasSize(2);
      assertThat(fewer.isCut()).isTrue();
      Comparison bytes = repository.compare(null, first, new DiffLimits(9, 100, 8));
      assertThat(bytes.patch(0).kind()).isEqualTo(FilePatch.Kind.TEXT);
      assertThat(bytes.patch(1).kind()).isEqualTo(FilePatch.Kind.TOO_LARGE);
      int lines = bytes.patch(0).lines() + bytes.patch(2).lines();
      Comparison fits = repository.compare(null, first, new DiffLimits(9, lines, 100));
      assertThat(List.of(fits.patch(0).kind(), fits.patch(2).kind()))
          .containsOnly(FilePatch.Kind.TEXT);
      Comparison over = repository.compare(null, first, new DiffLimits(9, lines - 1, 100));
      assertThat(over.patch(0).kind()).isEqualTo(FilePatch.Kind.TEXT);
      assertThat(over.patch(2).kind()).isEqualTo(FilePatch.Kind.TOO_MANY_LINES);
      assertThat(over.patch(2).additions()).isEqualTo(2);
    }
  }

  /// Half a million lines of one letter each, which no line can be told apart by.
  static String hardLines(long seed) {
    var random = new Random(seed);
    var lines = new StringBuilder();
    for (int i = 0; i < 1 << 19; i++) {
      lines.append((char) ('a' + random.nextInt(26))).append('\n');
    }
    return lines.toString();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void linesThatAreAsHardToCompareAsCanBeAreReplacedAsAWhole() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "text", hardLines(1)));
    Oid second = shop.commit(draft -> put(draft, "text", hardLines(2)));

    var limits = new DiffLimits(10, 2_000_000, 1 << 20);
    assertThat(new String(text(first, second, limits), UTF_8)).contains("-a\n").contains("+a\n");
  }
}
