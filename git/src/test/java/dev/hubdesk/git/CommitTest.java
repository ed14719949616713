package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {

  @TempDir Path scratch;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(scratch);
  }

  @Test
  void keepsWhatWasCommittedAndReadsItBack() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "README.md", "hello"));
    Oid second = shop.commit(draft -> put(draft, "data/x.txt", "x"));

    assertThat(shop.head()).isEqualTo(second);
    assertThat(shop.paths(first, "", true, 10)).containsExactly("README.md");
    assertThat(shop.paths(second, "", true, 10))
        .containsExactly("README.md", "data/", "data/x.txt");
    assertThat(shop.read(second, "data/x.txt")).isEqualTo("x");
    assertThat(shop.read(second, "README.md")).isEqualTo("hello");
  }

  @Test
  void makesNoCommitWhenNothingChanges() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "a", "1"));

    CommitDraft.Outcome again = shop.publish(draft -> put(draft, "a", "1"), null);
    CommitDraft.Outcome backAndForth =
        shop.publish(
            draft -> {
              delete(draft, "a");
              put(draft, "a", "1");
            },
            null);

    assertThat(again).isEqualTo(new CommitDraft.Outcome(first, false));
    assertThat(backAndForth).isEqualTo(new CommitDraft.Outcome(first, false));
    assertThat(shop.blobs.list("git/").count()).isEqualTo(5);
  }

  @Test
  void makesAFirstCommitWithoutFiles() throws IOException {
    Oid first = shop.commit(_ -> {});

    assertThat(shop.paths(first, "", true, 10)).isEmpty();
  }

  @Test
  void lastWordOnAPathCounts() throws IOException {
    Oid head =
        shop.commit(draft -> {
          put(draft, "a", "1");
          put(draft, "b", "1");
          delete(draft, "b");
          put(draft, "a", "2");
          put(draft, "d/x", "1");
          delete(draft, "d");
          put(draft, "d/y", "1");
        });

    assertThat(shop.paths(head, "", true, 10)).containsExactly("a", "d/", "d/y");
    assertThat(shop.read(head, "a")).isEqualTo("2");
  }

  @Test
  void directoriesWithoutFilesVanish() throws IOException {
    shop.commit(draft -> {
      put(draft, "a/b/c", "1");
      put(draft, "z", "1");
    });

    Oid head = shop.commit(draft -> delete(draft, "a/b/c"));

    assertThat(shop.paths(head, "", true, 10)).containsExactly("z");
  }

  @Test
  void filesAndDirectoriesTakeEachOthersPlace() throws IOException {
    shop.commit(draft -> {
      put(draft, "a", "file");
      put(draft, "b/x", "1");
      put(draft, "b/y", "2");
    });

    Oid head =
        shop.commit(draft -> {
          put(draft, "a/inner", "1");
          put(draft, "b", "now a file");
        });

    assertThat(shop.paths(head, "", true, 10)).containsExactly("a/", "a/inner", "b");
  }

  @Test
  void aDirectoryDeletedAndFilledAgainHoldsOnlyWhatWasPutAndKeepsTheDatesOfWhatIsTheSame()
      throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "d/same", "1");
          put(draft, "d/other", "1");
          put(draft, "d/e/gone", "1");
        });

    Oid second =
        shop.commit(draft -> {
          delete(draft, "d");
          put(draft, "d/same", "1");
          put(draft, "d/other", "2");
          put(draft, "d/e/new", "1");
        });

    assertThat(shop.all(second, "d", true, 10))
        .extracting(Workshop::mark, Workshop::lastCommit)
        .containsExactly(
            tuple("d/e/", second),
            tuple("d/e/new", second),
            tuple("d/other", second),
            tuple("d/same", first));
  }

  @Test
  void namesThatDifferInCaseAreDistinct() throws IOException {
    Oid head =
        shop.commit(draft -> {
          put(draft, "Model.bin", "1");
          put(draft, "model.bin", "2");
        });

    assertThat(shop.paths(head, "", true, 10)).containsExactly("Model.bin", "model.bin");
  }

  @Test
  void deletesADirectoryWithAllItHolds() throws IOException {
    shop.commit(draft -> {
      put(draft, "d/e/f", "1");
      put(draft, "d/g", "1");
      put(draft, "d-e", "1");
    });

    Oid head = shop.commit(draft -> delete(draft, "d"));

    assertThat(shop.paths(head, "", true, 10)).containsExactly("d-e");
  }

  @Test
  void refusesToDeleteWhatIsNotThere() throws IOException {
    shop.commit(draft -> put(draft, "a", "1"));

    assertFailure(() -> shop.commit(draft -> delete(draft, "b")), Failure.EntryNotFound.class);
    assertFailure(() -> shop.commit(draft -> delete(draft, "a/b")), Failure.EntryNotFound.class);
    assertFailure(() -> shop.commit(draft -> delete(draft, "")), Failure.InvalidPath.class);
    assertThatThrownBy(() -> shop.commit(draft -> delete(draft, "b")))
        .hasMessageContaining("A file with this name doesn't exist");
    assertThat(shop.blobs.list("git/").count()).isEqualTo(5);
  }

  @Test
  void refusesAParentThatIsNotTheHead() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "a", "1"));
    Oid second = shop.publish(draft -> put(draft, "a", "2"), first).head();

    assertFailure(
        () -> shop.publish(draft -> put(draft, "a", "3"), first), Failure.StaleParent.class);
    assertThat(shop.head()).isEqualTo(second);
  }

  @Test
  void refusesAnUnknownBranchOfARepositoryThatHasOthers() throws IOException {
    shop.commit(draft -> put(draft, "a", "1"));

    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.branch("other"))) {
      put(draft, "a", "2");
      assertFailure(
          () -> draft.publish(shop.text("x"), null, List.of()), Failure.RevisionNotFound.class);
    }
  }

  @Test
  void refusesContentThatIsNotOfItsAnnouncedSize() throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      for (int size : new int[] {3, 2000}) {
        byte[] bytes = new byte[size];
        for (int announced : new int[] {size - 1, size + 1}) {
          assertFailure(
              () -> draft.addFile(new RepoPath("a"), new ByteArrayInputStream(bytes), announced),
              Failure.ContentMismatch.class);
        }
      }
      put(draft, "b", "after the trouble");
      draft.publish(shop.text("x"), null, List.of());
    }

    assertThat(shop.paths(shop.head(), "", true, 10)).containsExactly("b");
    assertThat(shop.read(shop.head(), "b")).isEqualTo("after the trouble");
  }

  @Test
  void tellsTheLedgerWhatItsRefLogAndItsPacksNeed() throws IOException {
    var published = new ArrayList<Publication>();
    var recording =
        new PassingLedger(new HeapLedger()) {
          @Override
          public void publish(Publication publication, Collection<? extends Alongside> alongside)
              throws PublicationRefusedException {
            super.publish(publication, alongside);
            published.add(publication);
          }
        };
    var recorded = new Workshop(shop.blobs, recording, scratch);

    Oid first = recorded.commit(draft -> put(draft, "a", "1"));
    Oid second = recorded.commit(draft -> put(draft, "a", "2"));

    Publication last = published.getLast();
    assertThat(last.actor()).isEqualTo(1);
    assertThat(last.reason()).isEqualTo("commit");
    assertThat(last.refs()).containsExactly(new RefChange(RefName.MAIN, first, second, null));
    assertThat(last.historyTrees()).containsOnlyKeys(second);
    assertThat(last.packs())
        .extracting(PackRecord::area, pack -> pack.sizes().keySet())
        .containsExactly(
            tuple(ObjectArea.CONTENT, Set.of("pack", "idx", "objsize")),
            tuple(ObjectArea.HISTORY, Set.of("pack", "idx")));
  }

  @Test
  void refusesABlockCacheThatCannotHoldIndexes() {
    assertThatThrownBy(() -> new GitSettings(GitSettings.MIN_BLOCK_CACHE_BYTES - 1, scratch))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void publishesADraftOnce() throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      put(draft, "a", "1");
      draft.publish(shop.text("x"), null, List.of());
      assertThatThrownBy(() -> draft.publish(shop.text("x"), null, List.of()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void takesAPathAsDeepAsPathsGet() throws Exception {
    String deep = "d/".repeat(RepoPath.MAX_PARTS - 1) + "f";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Oid first = threads.submit(() -> shop.commit(draft -> put(draft, deep, "1"))).get();
      assertThat(threads.submit(() -> shop.read(first, deep)).get()).isEqualTo("1");
      Oid second = threads.submit(() -> shop.commit(draft -> put(draft, deep, "22"))).get();
      ((HeapLedger) shop.ledger).forgetFacts();
      assertThat(threads.submit(() -> shop.all(second, "", true, 5000).getFirst().size()).get())
          .isEqualTo(2);
      Oid third =
          threads
              .submit(() ->
                  shop.commit(draft -> {
                    put(draft, "beside", "1");
                    delete(draft, deep);
                  }))
              .get();
      assertThat(shop.paths(third, "", true, 10)).containsExactly("beside");
    }
  }

  @Test
  void leavesNothingBehindWhenADraftIsDropped() throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      put(draft, "a", "x".repeat(200_000));
    }

    assertThat(shop.blobs.list("")).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }

  static void assertFailure(ThrowingCallable call, Class<? extends Failure> kind) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FailureException.class, thrown -> assertThat(thrown.failure()).isInstanceOf(kind));
  }
}
