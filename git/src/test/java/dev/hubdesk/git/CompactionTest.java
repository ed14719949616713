package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.REPOSITORY;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.DirectoryBlobs;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs become few, and nothing is lost on the way, whoever writes and reads meanwhile.
class CompactionTest {

  private static final UpkeepPolicy SMALL = new UpkeepPolicy(10, 5, 1 << 20);

  @TempDir Path temp;

  private Workshop shop() throws IOException {
    return new Workshop(
        DirectoryBlobs.open(temp.resolve("blobs")), new HeapLedger(), temp.resolve("scratch"));
  }

  private static int packs(Workshop shop) {
    int packs = 0;
    for (ObjectArea area : ObjectArea.values()) {
      packs += shop.ledger.packs(REPOSITORY, area).size();
    }
    return packs;
  }

  private static Optional<Collected> collect(Workshop shop, boolean dryRun) throws IOException {
    return shop.store.collect(REPOSITORY, Instant.MAX, true, dryRun, () -> false);
  }

  @Test
  void manyPacksBecomeAHandfulAndSayTheSame() throws IOException {
    Workshop shop = shop();
    Oid head = shop.commit(draft -> put(draft, "d/0", "0"));
    for (int i = 1; i < 120; i++) {
      String name = "d/" + i;
      head = shop.commit(draft -> put(draft, name, name));
      shop.store.compact(REPOSITORY, SMALL, () -> false);
    }
    assertThat(packs(shop)).isLessThan(30);
    List<TreeEntry> all = shop.all(head, "", true, 50);
    assertThat(all).hasSize(121).allMatch(entry -> entry.lastCommit() != null);
    assertThat(shop.read(head, "d/77")).isEqualTo("d/77");
    assertThat(new RealGit(shop, temp.resolve("bare.git")).run("fsck", "--full", "--strict"))
        .isEmpty();

    Collected collected = collect(shop, false).orElseThrow();

    assertThat(collected.dropped()).isZero();
    assertThat(packs(shop)).isEqualTo(2);
    assertThat(shop.all(head, "", true, 50)).isEqualTo(all);
    int deleted = shop.store.deleteGone(Instant.MAX, () -> false);
    assertThat(deleted).isGreaterThan(200);
    assertThat(shop.all(head, "", true, 50)).isEqualTo(all);
    assertThat(new RealGit(shop, temp.resolve("again.git")).run("fsck", "--full", "--strict"))
        .isEmpty();
  }

  @Test
  void versionsOfALargeFolderAreKeptAsDifferences() throws IOException {
    Workshop shop = shop();
    shop.commit(draft -> {
      for (int i = 0; i < 20_000; i++) {
        put(draft, "f%05d".formatted(i), "file " + i);
      }
    });
    Oid head = shop.head();
    for (int i = 0; i < 10; i++) {
      String name = "f%05d".formatted(i * 1777);
      head = shop.commit(draft -> put(draft, name, "changed"));
    }
    long before = bytes(shop);
    List<TreeEntry> all = shop.all(head, "", false, 5000);

    assertThat(shop.store.compact(REPOSITORY, SMALL, () -> false)).isPositive();

    assertThat(bytes(shop)).isLessThan(before / 2);
    assertThat(shop.all(head, "", false, 5000)).isEqualTo(all);
  }

  private static long bytes(Workshop shop) {
    long bytes = 0;
    for (ObjectArea area : ObjectArea.values()) {
      bytes += shop.ledger.packs(REPOSITORY, area).stream().mapToLong(PackRecord::bytes).sum();
    }
    return bytes;
  }

  @Test
  void aReaderWithTheOldListGoesOnAlsoWhenTheFilesAreGone() throws IOException {
    Workshop shop = shop();
    shop.commit(draft -> put(draft, "a", "first"));
    Oid head = shop.commit(draft -> put(draft, "b", "second"));
    try (Repository early = shop.store.open(REPOSITORY);
        Repository late = shop.store.open(REPOSITORY)) {
      early.entry(head, new RepoPath("a"));
      collect(shop, false);
      assertThat(early.entry(head, new RepoPath("b"))).isPresent();
      shop.store.deleteGone(Instant.MAX, () -> false);
      assertThat(late.list(head, new RepoPath(""), true, null, 10).entries()).hasSize(2);
      Oid blob = late.entry(head, new RepoPath("b")).orElseThrow().oid();
      assertThat(early.open(blob).size()).isEqualTo(6);
    }
  }

  @Test
  void ofTwoWhoCollectAtOnceNeitherDoublesWhatTheOtherKeeps() throws Exception {
    Workshop shop = shop();
    for (int i = 0; i < 20; i++) {
      String name = "f" + i;
      shop.commit(draft -> put(draft, name, name));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> collectors = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        collectors.add(() -> collect(shop, false).isPresent());
      }
      int won = 0;
      for (Future<Boolean> done : threads.invokeAll(collectors)) {
        won += done.get() ? 1 : 0;
      }
      assertThat(won).isPositive();
    }
    assertThat(packs(shop)).isEqualTo(2);
    shop.store.deleteGone(Instant.MAX, () -> false);
    assertThat(shop.paths(shop.head(), "", false, 100)).hasSize(20);
  }

  @Test
  void commitsDuringCollectionsLoseNothing() throws Exception {
    Workshop shop = shop();
    ((HeapLedger) shop.ledger).remembers = false;
    Map<String, String> written = new HashMap<>();
    var done = new AtomicBoolean();
    int collections = 0;
    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          threads.submit(() -> {
            for (int i = 0; i < 200; i++) {
              String name = "d" + i % 7 + "/f" + i;
              shop.commit(draft -> put(draft, name, "same " + name.hashCode() % 20));
              written.put(name, "same " + name.hashCode() % 20);
            }
            done.set(true);
            return null;
          });
      while (!done.get() || collections < 20) {
        collect(shop, false);
        shop.store.compact(REPOSITORY, new UpkeepPolicy(2, 2, 0), () -> false);
        shop.store.deleteGone(Instant.MAX, () -> false);
        collections++;
        if (writer.isDone()) {
          writer.get();
        }
      }
      writer.get();
    }
    Oid head = shop.head();
    for (Map.Entry<String, String> file : written.entrySet()) {
      assertThat(shop.read(head, file.getKey())).isEqualTo(file.getValue());
    }
    assertThat(shop.all(head, "", true, 100)).allMatch(entry -> entry.lastCommit() != null);
    try (Repository repository = shop.store.open(REPOSITORY)) {
      assertThat(repository.countCommits(head)).isEqualTo(200);
    }
    assertThat(new RealGit(shop, temp.resolve("bare.git")).run("fsck", "--full", "--strict"))
        .isEmpty();
  }

  @Test
  void twoThousandPacksBecomeAHandful() throws IOException {
    Workshop shop = new Workshop(temp);
    for (int i = 0; i < 1000; i++) {
      String name = "d%02d/f%d".formatted(i % 30, i);
      shop.commit(draft -> put(draft, name, name));
    }
    assertThat(packs(shop)).isEqualTo(2000);
    Oid head = shop.head();
    List<TreeEntry> all = shop.all(head, "", true, 1000);
    assertThat(all).hasSize(1030);
    shop.store.compact(REPOSITORY, UpkeepPolicy.BACKGROUND, () -> false);
    assertThat(packs(shop)).isLessThan(10);
    assertThat(shop.all(head, "", true, 1000)).isEqualTo(all);
  }
}
