package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.pointer;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories that are written anew without the pointers to an LFS object.
class LfsRemovalTest {

  private static final RefName SIDE = RefName.branch("side");
  private static final RefName TAG = RefName.tag("v1");
  private static final LfsPointer DOOMED = pointer(1, 1000);
  private static final LfsPointer KEPT = pointer(2, 2000);

  @TempDir Path temp;
  private Workshop shop;
  private Oid first;
  private Oid tagged;

  @BeforeEach
  void makeAHistoryWithAMerge() throws IOException {
    shop = new Workshop(temp.resolve("scratch"));
    shop.commit(draft -> {
      put(draft, "a.txt", "a");
      put(draft, ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    });
    first = shop.head();
    tagged =
        shop.commit(draft -> {
          draft.addPointer(new RepoPath("d/doomed.bin"), DOOMED);
          draft.addPointer(new RepoPath("d/kept.bin"), KEPT);
        });
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      repository.moves(1).create(SIDE, tagged);
      var tagger = shop.text("tag").author();
      repository.moves(1).createTag(TAG, tagged, "the first", tagger);
    }
    Oid side = commitTo(SIDE, draft -> draft.addPointer(new RepoPath("only/it.bin"), DOOMED));
    shop.commit(draft -> put(draft, "b.txt", "b"));
    Oid main = shop.head();
    shop.commit(draft -> {
      draft.merge(tagged, main, side, MergeConflicts.TELL);
      draft.joinHistory(side);
    });
    shop.commit(draft -> delete(draft, "a.txt"));
  }

  private Oid commitTo(RefName branch, Workshop.Filling filling) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(branch)) {
      filling.into(draft);
      return draft.publish(shop.text("to " + branch), null, List.of()).head();
    }
  }

  private boolean remove(Sha256... objects) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.removeLfs(Set.of(objects), 1, List.of());
    }
  }

  private Oid at(RefName name) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.ref(name).orElseThrow().commit();
    }
  }

  @Test
  void noCommitOfAnyRefHoldsThePointerAndAllElseStays() throws IOException {
    assertThat(remove(DOOMED.oid())).isTrue();

    assertThat(shop.paths(shop.head(), "", true, 100))
        .containsExactly(".gitattributes", "b.txt", "d/", "d/kept.bin");
    assertThat(shop.paths(at(SIDE), "", true, 100))
        .containsExactly(".gitattributes", "a.txt", "d/", "d/kept.bin");
    assertThat(shop.paths(at(TAG), "", true, 100))
        .containsExactly(".gitattributes", "a.txt", "d/", "d/kept.bin");
    var git = new RealGit(shop, temp.resolve("clone"));
    assertThat(git.run("fsck", "--full", "--strict", "--no-dangling")).isEmpty();
    for (Oid tip : List.of(shop.head(), at(SIDE), at(TAG))) {
      assertThat(git.run("log", "--format=", "--name-only", "-m", tip.hex()))
          .doesNotContain("doomed")
          .doesNotContain("only/it.bin");
      for (TreeEntry entry : shop.all(tip, "", true, 100)) {
        Oid last = Workshop.lastCommit(entry);
        assertThat(last == null ? null : last.hex())
            .as(entry.path().text())
            .isEqualTo(git.run("log", "-1", "--format=%H", tip.hex(), "--", entry.path().text()));
      }
    }
    assertThat(git.run("log", "--format=%s%n%an %ae %at", "--first-parent", shop.head().hex()))
        .contains("commit 4\nAna ana@example.org ");
    assertThat(git.run("rev-parse", shop.head().hex() + "~4")).isEqualTo(first.hex());
    assertThat(git.run("rev-list", "--count", shop.head().hex())).isEqualTo("6");
    assertThat(git.run("cat-file", "-p", targetOf(TAG).hex())).contains("tag v1", "the first");
  }

  private Oid targetOf(RefName name) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.ref(name).orElseThrow().target();
    }
  }

  @Test
  void sizesOfDirectoriesAreThoseOfWhatIsLeft() throws IOException {
    remove(DOOMED.oid());
    TreeEntry directory = shop.all(shop.head(), "", false, 100).getLast();
    assertThat(directory.path().text()).isEqualTo("d");
    assertThat(directory.size()).isEqualTo(KEPT.size());
  }

  @Test
  void refsThatNeverLedToItStayWhereTheyAre() throws IOException {
    Oid before = shop.head();
    assertThat(remove(pointer(3, 1).oid())).isFalse();
    assertThat(shop.head()).isEqualTo(before);
    RefName old = RefName.branch("old");
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      repository.moves(1).create(old, first);
    }
    assertThat(remove(DOOMED.oid())).isTrue();
    assertThat(at(old)).isEqualTo(first);
    assertThat(shop.head()).isNotEqualTo(before);
    assertThat(remove(DOOMED.oid())).isFalse();
    assertThat(shop.commit(draft -> put(draft, "later", "1"))).isNotEqualTo(before);
  }

  @Test
  void aHistoryOfNothingElseBecomesEmptyCommits() throws IOException {
    assertThat(remove(DOOMED.oid(), KEPT.oid())).isTrue();
    assertThat(shop.paths(shop.head(), "", true, 100)).containsExactly(".gitattributes", "b.txt");
    var git = new RealGit(shop, temp.resolve("clone"));
    assertThat(git.run("fsck", "--full", "--strict", "--no-dangling")).isEmpty();
  }
}
