package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index of histories that the system's git made, compared with what that git says.
class HistoryBuilderTest {

  @TempDir Path temp;

  private Oid head(Workshop shop, String branch) {
    return shop.ledger.ref(Workshop.REPOSITORY, RefName.branch(branch)).orElseThrow().commit();
  }

  private static int assertSame(Workshop shop, RealGit git, Oid commit) throws IOException {
    int paths = git.assertLastCommits(shop, commit);
    long sum = 0;
    for (TreeEntry entry : shop.all(commit, "", true, 1000)) {
      sum += entry instanceof TreeEntry.File ? entry.size() : 0;
    }
    long listed = 0;
    for (TreeEntry entry : shop.all(commit, "", false, 1000)) {
      listed += entry.size();
    }
    assertThat(listed).as("sizes of directories are sums").isEqualTo(sum);
    return paths;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithGitOnEveryPathOfEveryHead(long seed) throws IOException {
    var git = new RealGit(temp.resolve("theirs.git"));
    var history = new RandomHistory(seed, 120, true);
    history.importTo(git);
    var shop = new Workshop(temp.resolve("scratch"));
    git.pushTo(shop);

    long indexed = shop.store.indexHistory(Workshop.REPOSITORY, null, () -> false);

    assertThat(indexed).isEqualTo(120);
    assertThat(shop.store.indexHistory(Workshop.REPOSITORY, null, () -> false)).isZero();
    int paths = 0;
    for (int i = 0; i < history.heads(); i++) {
      paths += assertSame(shop, git, head(shop, "h" + i));
    }
    assertThat(paths).isGreaterThan(10);
  }

  @Test
  void knowsPointersAndSizesOfWhatWasImported() throws IOException {
    var git = new RealGit(temp.resolve("theirs.git"));
    var history = new RandomHistory(3, 60, true);
    history.importTo(git);
    var shop = new Workshop(temp.resolve("scratch"));
    git.pushTo(shop);
    shop.store.indexHistory(Workshop.REPOSITORY, null, () -> false);

    List<TreeEntry> pointers = new ArrayList<>();
    for (int i = 0; i < history.heads(); i++) {
      for (TreeEntry entry : shop.all(head(shop, "h" + i), "", true, 1000)) {
        if (entry instanceof TreeEntry.File file && file.lfs() != null) {
          assertThat(file.lfs()).isEqualTo(RandomHistory.POINTER);
          assertThat(file.size()).isEqualTo(RandomHistory.POINTER.size());
          pointers.add(file);
        }
      }
    }
    assertThat(pointers).isNotEmpty();
  }

  @Test
  void indexesThousandsOfCommitsInBatchesAndGoesOnAfterAnInterruption() throws IOException {
    var git = new RealGit(temp.resolve("theirs.git"));
    int commits = 2 * HistoryBuilder.BATCH_COMMITS + 7;
    new RandomHistory(9, commits, false).importTo(git);
    var shop = new Workshop(temp.resolve("scratch"));
    git.pushTo(shop);

    var left = new AtomicInteger(100);
    long first =
        shop.store.indexHistory(Workshop.REPOSITORY, null, () -> left.decrementAndGet() < 0);
    assertThat(first).isBetween(90L, 100L);
    assertThat(shop.all(head(shop, "h0"), "", false, 10).getFirst().lastCommit())
        .as("without dates until it is done")
        .isNull();
    long rest = shop.store.indexHistory(Workshop.REPOSITORY, null, () -> false);

    assertThat(first + rest).isEqualTo(commits);
    assertSame(shop, git, head(shop, "h0"));
    assertThat(shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.HISTORY).size()).isBetween(3, 5);
  }

  @Test
  void aRefThatIsMovedToAnUnknownHistoryAndACommitOnTopAreIndexed() throws IOException {
    var git = new RealGit(temp.resolve("theirs.git"));
    new RandomHistory(4, 40, true).importTo(git);
    var shop = new Workshop(temp.resolve("scratch"));
    git.pushTo(shop);
    Oid head = head(shop, "h0");
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      repository.moves(1).create(RefName.MAIN, head);
    }

    assertSame(shop, git, head);
    Oid above = shop.commit(draft -> put(draft, "above", "1"));
    assertThat(shop.all(above, "", true, 1000)).allMatch(e -> Workshop.lastCommit(e) != null);
  }
}
