package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.pointer;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.protocol.CommitFacts;
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
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectMemoryTest {

  private static final String SOME_ID = "0123456789012345678901234567890123456789";

  @TempDir Path scratch;
  private final List<String> asked = new ArrayList<>();
  private Workshop shop;

  @BeforeEach
  void open() {
    var ledger =
        new PassingLedger(new HeapLedger()) {
          @Override
          void before(String method) {
            asked.add(method);
          }
        };
    shop = new Workshop(new MemoryBlobs(), ledger, scratch);
  }

  private Oid commitSome() throws IOException {
    return shop.commit(draft -> {
      put(draft, "d/a", "1");
      put(draft, "d/e/b", "12");
      draft.addPointer(new RepoPath("d/m.bin"), pointer(1, 9_000));
    });
  }

  @Test
  void aPageThatWasListedBeforeNeedsNoPackAndNoFactButTheHistory() throws IOException {
    Oid head = commitSome();
    List<TreeEntry> first = shop.all(head, "d", false, 10);
    asked.clear();

    List<TreeEntry> second = shop.all(head, "d", false, 10);

    assertThat(second).isEqualTo(first).hasSize(3);
    assertThat(asked).containsExactly("historyTree");
  }

  @Test
  void aDirectoryThatChangedIsLookedUpAnew() throws IOException {
    Oid first = commitSome();
    assertThat(lfs(first)).containsExactly("d/m.bin");

    Oid second =
        shop.commit(draft -> {
          put(draft, "d/m.bin", "no pointer");
          draft.addPointer(new RepoPath("d/a"), pointer(2, 5_000));
        });

    assertThat(lfs(second)).containsExactly("d/a");
    assertThat(lfs(first)).containsExactly("d/m.bin");
    assertThat(shop.all(second, "", false, 10))
        .filteredOn(entry -> entry.path().equals(new RepoPath("d")))
        .extracting(TreeEntry::size)
        .containsExactly(5_000L + "no pointer".length() + 2);
  }

  private List<String> lfs(Oid commit) throws IOException {
    return shop.all(commit, "", true, 100).stream()
        .filter(entry -> entry instanceof TreeEntry.File file && file.lfs() != null)
        .map(Workshop::mark)
        .toList();
  }

  @Test
  void aTreeLargerThanTheMemoryIsNotKept() {
    var memory = new ObjectMemory(8 << 10);
    ObjectId id = ObjectId.fromString(SOME_ID);
    var table = new TreeTable(TreeTable.EMPTY.rewrite(Map.of("a", TreeItem.file(id))));
    memory.keep(id, table);
    assertThat(memory.tree(id)).isSameAs(table);

    Map<String, @Nullable TreeItem> large = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      large.put("file-" + i, TreeItem.file(id));
    }
    ObjectId other = ObjectId.zeroId();
    memory.keep(other, new TreeTable(TreeTable.EMPTY.rewrite(large)));
    assertThat(memory.tree(other)).isNull();
  }

  @Test
  void aCommitWithALongTitleWeighsWhatItHolds() {
    var memory = new ObjectMemory(8 << 10);
    ObjectId id = ObjectId.fromString(SOME_ID);

    memory.keep(id, new CommitFacts(new Oid(SOME_ID), "t".repeat(1 << 20), Instant.EPOCH));

    assertThat(memory.commit(id)).isNull();
  }
}
