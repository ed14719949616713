package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.pointer;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores and ledgers that fail at their n-th call, for every n until none is left to fail.
class FaultTest {

  private static final int MOST_CALLS = 500;

  @TempDir Path temp;

  private final MemoryBlobs memory = new MemoryBlobs();
  private final FaultyBlobs blobs = new FaultyBlobs(memory);

  @Test
  void showsAllOrNothingWhenTheStoreFails() throws IOException {
    var shop = new Workshop(blobs, new HeapLedger(), temp.resolve("scratch"));
    Oid head = first(shop);
    Set<BlobKey> before = stored();
    for (int call = 1; call < MOST_CALLS; call++) {
      blobs.failAt(call);
      boolean done = attempt(shop);
      boolean failed = blobs.hasFailed();
      blobs.failAt(Integer.MAX_VALUE);
      if (!failed) {
        assertThat(done).isTrue();
        assertThat(call).isGreaterThan(10);
        assertWhole(shop);
        return;
      }
      assertThat(done).as("call %s", call).isFalse();
      assertThat(shop.head()).isEqualTo(head);
      assertThat(shop.paths(head, "", true, 10)).containsExactly("a", "d/", "d/x");
      assertThat(stored()).as("call %s", call).isEqualTo(before);
    }
    throw new AssertionError("still failing");
  }

  @Test
  void showsAllOrNothingWhenTheLedgerFails() throws IOException {
    var calls = new int[] {Integer.MAX_VALUE};
    var ledger =
        new PassingLedger(new HeapLedger()) {
          @Override
          void before(String method) {
            calls[0]--;
            if (calls[0] == 0) {
              throw new IllegalStateException("no database");
            }
          }
        };
    var shop = new Workshop(blobs, ledger, temp.resolve("scratch"));
    Oid head = first(shop);
    Set<BlobKey> before = stored();
    for (int call = 1; call < MOST_CALLS; call++) {
      calls[0] = call;
      boolean done = attempt(shop);
      boolean failed = calls[0] <= 0;
      calls[0] = Integer.MAX_VALUE;
      if (!failed) {
        assertThat(done).isTrue();
        assertThat(call).isGreaterThan(5);
        assertWhole(shop);
        return;
      }
      assertThat(done).isFalse();
      assertThat(shop.head()).isEqualTo(head);
      assertThat(unusedAmong(shop, before)).isEqualTo(before);
    }
    throw new AssertionError("still failing");
  }

  /// What is stored, without what the sweep may take.
  private Set<BlobKey> unusedAmong(Workshop shop, Set<BlobKey> before) throws IOException {
    Set<BlobKey> left = stored();
    try (Stream<BlobKey> unused = shop.store.unusedPackBlobs(Instant.MAX)) {
      unused.forEach(left::remove);
    }
    assertThat(left).containsAll(before);
    return left;
  }

  @Test
  void keepsThePacksWhenNobodyKnowsWhetherTheyWerePublished() throws IOException {
    var heap = new HeapLedger();
    var ledger =
        new PassingLedger(heap) {
          private boolean broken = true;

          @Override
          public void publish(Publication publication, Collection<? extends Alongside> alongside)
              throws PublicationRefusedException {
            super.publish(publication, alongside);
            if (broken) {
              broken = false;
              throw new IllegalStateException("the connection broke after the commit");
            }
          }
        };
    var shop = new Workshop(blobs, ledger, temp.resolve("scratch"));

    assertThatThrownBy(() -> first(shop)).hasMessageContaining("broke after");

    assertThat(shop.paths(shop.head(), "", true, 10)).containsExactly("a", "d/", "d/x");
    assertThat(shop.read(shop.head(), "d/x")).isEqualTo("1");
    assertThat(unused(shop, Instant.MAX)).isEmpty();
  }

  @Test
  void sweepFindsWhatNothingNamesAndSparesTheYoung() throws IOException {
    var shop = new Workshop(blobs, new HeapLedger(), temp.resolve("scratch"));
    first(shop);
    var orphans = new ArrayList<BlobKey>();
    for (ObjectArea area : ObjectArea.values()) {
      BlobKey key = PackFiles.key(99, area, "00000000-0000-0000-0000-000000000000", "pack");
      try (var writer = memory.create(key)) {
        writer.write(1);
        writer.commit();
      }
      orphans.add(key);
    }

    assertThat(unused(shop, Instant.MAX)).containsExactlyInAnyOrderElementsOf(orphans);
    assertThat(unused(shop, Instant.EPOCH)).isEmpty();
  }

  private static List<BlobKey> unused(Workshop shop, Instant olderThan) throws IOException {
    try (Stream<BlobKey> unused = shop.store.unusedPackBlobs(olderThan)) {
      return unused.toList();
    }
  }

  private static Oid first(Workshop shop) throws IOException {
    return shop.commit(draft -> {
      put(draft, "a", "1");
      put(draft, "d/x", "1");
    });
  }

  private static boolean attempt(Workshop shop) {
    try {
      shop.commit(draft -> {
        put(draft, "a", "2");
        delete(draft, "d/x");
        put(draft, "e/y", "1");
        draft.addPointer(new RepoPath("m.bin"), pointer(1, 5));
        byte[] large = new byte[300_000];
        new java.util.Random(1).nextBytes(large);
        draft.addFile(new RepoPath("large"), new ByteArrayInputStream(large), large.length);
      });
      return true;
    } catch (IOException | IllegalStateException _) {
      return false;
    }
  }

  private void assertWhole(Workshop shop) throws IOException {
    Oid head = shop.head();
    assertThat(shop.paths(head, "", true, 10))
        .containsExactly(".gitattributes", "a", "e/", "e/y", "large", "m.bin");
    assertThat(shop.read(head, "a")).isEqualTo("2");
    assertThat(new RealGit(shop, temp.resolve("bare.git")).run("fsck", "--full", "--strict"))
        .isEmpty();
  }

  private Set<BlobKey> stored() throws IOException {
    try (Stream<BlobInfo> all = memory.list("")) {
      return all.map(BlobInfo::key).collect(Collectors.toSet());
    }
  }
}
