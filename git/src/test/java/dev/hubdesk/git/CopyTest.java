package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {

  private static final long OTHER = 8;
  private static final LfsPointer LARGE = Workshop.pointer(5, 5_000_000_000L);

  @TempDir Path temp;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(temp.resolve("scratch"));
  }

  private Oid copy(Oid commit, String from, String to) throws IOException {
    return shop.commit(draft -> copy(draft, Workshop.REPOSITORY, commit, from, to));
  }

  private void copy(CommitDraft draft, long source, Oid commit, String from, String to)
      throws IOException {
    try (Repository repository = shop.store.open(source)) {
      draft.copy(new RepoPath(to), repository, commit, new RepoPath(from));
    }
  }

  /// Commits to another repository of the same store.
  private Oid elsewhere(Workshop.Filling filling) throws IOException {
    try (Repository repository = shop.store.open(OTHER);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      filling.into(draft);
      return draft.publish(shop.text("elsewhere"), null, List.of()).head();
    }
  }

  private TreeEntry entry(Oid commit, String path) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.entry(commit, new RepoPath(path)).orElseThrow();
    }
  }

  private void assertSoundHistory(Oid commit) throws IOException {
    var git = new RealGit(shop, temp.resolve(commit.hex()));
    assertThat(git.run("fsck", "--full", "--strict", "--no-dangling")).isEmpty();
    git.assertLastCommits(shop, commit);
  }

  @Test
  void aFileIsCopiedAsItWas() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "a", "old"));
    shop.commit(draft -> put(draft, "a", "new"));

    Oid head = copy(first, "a", "d/b");

    assertThat(shop.read(head, "d/b")).isEqualTo("old");
    assertThat(shop.read(head, "a")).isEqualTo("new");
    assertThat(entry(head, "d").size()).isEqualTo(3);
    assertSoundHistory(head);
  }

  @Test
  void aDirectoryTakesThePlaceOfWhatStandsThere() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "d/x", "1");
          put(draft, "d/e/y", "22");
          put(draft, "t/x", "1");
          put(draft, "t/gone", "333");
          put(draft, "file", "4444");
        });

    Oid over = copy(first, "d", "t");
    Oid overFile = copy(first, "d", "file");
    Oid below = copy(first, "d", "d/e/y");

    assertThat(shop.paths(over, "t", true, 100)).containsExactly("t/e/", "t/e/y", "t/x");
    assertThat(entry(over, "t").size()).isEqualTo(3);
    assertThat(Workshop.lastCommit(entry(over, "t/x"))).isEqualTo(first);
    assertThat(Workshop.lastCommit(entry(over, "t/e/y"))).isEqualTo(over);
    assertThat(shop.paths(overFile, "file", true, 100))
        .containsExactly("file/e/", "file/e/y", "file/x");
    assertThat(shop.read(below, "d/e/y/e/y")).isEqualTo("22");
    assertSoundHistory(over);
    assertSoundHistory(overFile);
    assertSoundHistory(below);
  }

  @Test
  void aCopyOntoItselfChangesNothing() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "d/x", "1"));

    assertThat(copy(first, "d", "d")).isEqualTo(first);
    assertThat(copy(first, "d/x", "d/x")).isEqualTo(first);
    assertThat(copy(first, "", "")).isEqualTo(first);
  }

  @Test
  void aCopySeesTheCommitAndNotTheDraft() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "a", "old"));

    Oid head =
        shop.commit(draft -> {
          put(draft, "a", "new");
          copy(draft, Workshop.REPOSITORY, first, "a", "b");
          delete(draft, "a");
        });

    assertThat(shop.read(head, "b")).isEqualTo("old");
    assertThat(shop.paths(head, "", true, 100)).containsExactly("b");
  }

  @Test
  void aCopiedDirectoryCanBeChangedInTheSameDraft() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "d/x", "1");
          put(draft, "d/e/y", "22");
          put(draft, "d/e/z", "333");
          put(draft, "t/e/y", "other");
        });

    Oid head =
        shop.commit(draft -> {
          copy(draft, Workshop.REPOSITORY, first, "d", "t");
          put(draft, "t/e/new", "4444");
          delete(draft, "t/e/z");
          delete(draft, "t/x");
        });

    assertThat(shop.paths(head, "t", true, 100)).containsExactly("t/e/", "t/e/new", "t/e/y");
    assertThat(entry(head, "t").size()).isEqualTo(6);
    assertSoundHistory(head);
  }

  @Test
  void theRootCanBeTheSourceAndTheTarget() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "a", "1");
          put(draft, "d/x", "22");
        });
    Oid second =
        shop.commit(draft -> {
          delete(draft, "a");
          put(draft, "d/y", "333");
          put(draft, "d/x", "changed");
        });

    Oid into = copy(second, "", "backup");
    Oid back = copy(first, "", "");

    assertThat(shop.paths(into, "backup", true, 100))
        .containsExactly("backup/d/", "backup/d/x", "backup/d/y");
    assertThat(shop.paths(back, "", true, 100)).containsExactly("a", "d/", "d/x");
    assertThat(Workshop.lastCommit(entry(back, "d/x"))).isEqualTo(back);
    assertSoundHistory(back);
    assertThatThrownBy(() -> copy(first, "a", ""))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.InvalidPath.class));
  }

  @Test
  void anEmptyRootLeavesNothing() throws IOException {
    Oid empty = shop.commit(_ -> {});
    shop.commit(draft -> put(draft, "d/x", "1"));
    Oid head = shop.commit(draft -> put(draft, "y", "1"));

    assertThat(copy(empty, "", "none/there")).isEqualTo(head);
    assertThat(shop.paths(copy(empty, "", "d"), "", true, 100)).containsExactly("y");
    assertThat(shop.paths(copy(empty, "", ""), "", true, 100)).isEmpty();
  }

  @Test
  void whatIsNotThereCannotBeCopied() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "a", "1"));

    assertThatThrownBy(() -> copy(first, "b", "c"))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.EntryNotFound.class));
    assertThatThrownBy(() -> copy(first, "a/b", "c")).isInstanceOf(FailureException.class);
  }

  @Test
  void aWholeRepositoryIsCopiedWithPointersSizesAndHistory() throws IOException {
    byte[] big = new byte[3_000_000];
    new java.util.Random(3).nextBytes(big);
    Oid source =
        elsewhere(draft -> {
          put(draft, "README.md", "hello");
          put(draft, "d/e/same", "hello");
          draft.addPointer(new RepoPath("d/model.bin"), LARGE);
          draft.addFile(new RepoPath("d/noise"), new java.io.ByteArrayInputStream(big), big.length);
        });

    var came = new AtomicReference<Collection<LfsPointer>>();
    Oid head =
        shop.commit(draft -> {
          copy(draft, OTHER, source, "", "");
          came.set(draft.pointers());
        });

    assertThat(came.get()).containsExactly(LARGE);
    assertThat(shop.paths(head, "", true, 100))
        .containsExactly(
            ".gitattributes", "README.md", "d/", "d/e/", "d/e/same", "d/model.bin", "d/noise");
    assertThat(entry(head, "d").size()).isEqualTo(LARGE.size() + big.length + 5);
    assertThat(((TreeEntry.File) entry(head, "d/model.bin")).lfs()).isEqualTo(LARGE);
    assertSoundHistory(head);
  }

  @Test
  void aDirectoryOfAnotherRepositoryCanBeChangedInTheSameDraft() throws IOException {
    Oid source =
        elsewhere(draft -> {
          put(draft, "d/e/x", "1");
          put(draft, "d/e/y", "22");
          draft.addPointer(new RepoPath("d/model.bin"), LARGE);
        });
    shop.commit(draft -> put(draft, "t/e/x", "1"));

    Oid head =
        shop.commit(draft -> {
          copy(draft, OTHER, source, "d", "t");
          put(draft, "t/e/z", "333");
          delete(draft, "t/e/y");
        });

    assertThat(shop.paths(head, "t", true, 100))
        .containsExactly("t/e/", "t/e/x", "t/e/z", "t/model.bin");
    assertThat(entry(head, "t").size()).isEqualTo(LARGE.size() + 4);
    assertThat(shop.read(head, ".gitattributes")).contains("t/model.bin");
    assertSoundHistory(head);
  }

  @Test
  void anLfsFileIsCoveredWhereItIsCopiedTo() throws IOException {
    Oid first = shop.commit(draft -> draft.addPointer(new RepoPath("d/model.bin"), LARGE));

    Oid file = copy(first, "d/model.bin", "plain.txt");
    Oid directory = copy(first, "d", "e");

    assertThat(shop.read(file, ".gitattributes")).contains("plain.txt");
    assertThat(shop.read(directory, ".gitattributes")).contains("e/model.bin");
    assertThat(entry(directory, "e").size()).isEqualTo(LARGE.size());
  }

  @Test
  void aCopyWithinTheRepositoryBringsNoPointers() throws IOException {
    Oid first = shop.commit(draft -> draft.addPointer(new RepoPath("model.bin"), LARGE));

    shop.commit(draft -> {
      copy(draft, Workshop.REPOSITORY, first, "", "d");
      assertThat(draft.pointers()).isEmpty();
    });
  }
}
