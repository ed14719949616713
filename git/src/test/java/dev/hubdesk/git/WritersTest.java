package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritersTest {

  private static final int WRITERS = 8;
  private static final int COMMITS = 6;

  @TempDir Path scratch;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(scratch);
  }

  @Test
  void losesNoCommitOfManyWritersOfOneRepository() throws Exception {
    writeFrom(List.of(shop));
  }

  @Test
  void losesNoCommitOfTwoProcesses() throws Exception {
    writeFrom(List.of(shop, new Workshop(shop.blobs, shop.ledger, scratch)));
  }

  private void writeFrom(List<Workshop> processes) throws Exception {
    shop.commit(draft -> put(draft, "start", "1"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(
            threads.submit(() -> {
              writeFiles(processes.get(number % processes.size()), number);
              return null;
            }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    Oid head = shop.head();
    assertThat(shop.paths(head, "files", false, 1000)).hasSize(WRITERS * COMMITS);
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        Stream<BlobInfo> blobs = shop.blobs.list("git/")) {
      assertThat(repository.countCommits(head)).isEqualTo(1 + WRITERS * COMMITS);
      assertThat(shop.all(head, "files", false, 1000).stream().map(TreeEntry::lastCommit))
          .doesNotContainNull()
          .doesNotHaveDuplicates();
      assertThat(blobs).hasSize((1 + WRITERS * COMMITS) * 5);
    }
  }

  private static void writeFiles(Workshop process, int writer) throws IOException {
    for (int i = 0; i < COMMITS; i++) {
      String path = "files/" + writer + "-" + i;
      try (Repository repository = process.store.open(Workshop.REPOSITORY);
          CommitDraft draft = repository.draft(RefName.MAIN)) {
        put(draft, path, path);
        draft.publish(process.text(path), null, List.of());
      }
    }
  }

  @Test
  void exactlyOneOfManyWinsWhoNameTheSameParent() throws Exception {
    Oid parent = shop.commit(draft -> put(draft, "start", "1"));
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> rivals = new ArrayList<>();
      for (int rival = 0; rival < WRITERS; rival++) {
        String content = "rival " + rival;
        rivals.add(threads.submit(() -> wins(content, parent)));
      }
      for (Future<Boolean> rival : rivals) {
        won += rival.get() ? 1 : 0;
      }
    }
    assertThat(won).isEqualTo(1);
  }

  private boolean wins(String content, Oid parent) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      put(draft, "a", content);
      draft.publish(shop.text(content), parent, List.of());
      return true;
    } catch (dev.hubdesk.protocol.FailureException e) {
      assertThat(e.failure()).isInstanceOf(Failure.StaleParent.class);
      return false;
    }
  }

  @Test
  void givesUpAgainstAnEndlessRivalAndLeavesNothing() throws IOException {
    var attempts = new int[1];
    var blobs = new MemoryBlobs();
    var ledger =
        new PassingLedger(new HeapLedger()) {
          @Override
          public void publish(Publication publication, Collection<? extends Alongside> alongside)
              throws PublicationRefusedException {
            attempts[0]++;
            throw new RefMovedException(RefName.MAIN);
          }
        };
    var rivalled = new Workshop(blobs, ledger, scratch);

    CommitTest.assertFailure(
        () -> rivalled.commit(draft -> put(draft, "a", "1")), Failure.Unavailable.class);

    assertThat(attempts[0]).isEqualTo(Publisher.MAX_ATTEMPTS);
    assertThat(blobs.list("")).isEmpty();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void appliesTheDraftToWhatAnotherProcessWroteMeanwhile() throws IOException {
    shop.commit(draft -> put(draft, "a", "1"));
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      assertThat(repository.resolve(dev.hubdesk.protocol.Revision.MAIN).ref())
          .contains(RefName.MAIN);
      put(draft, "mine", "1");
      new Workshop(shop.blobs, shop.ledger, scratch).commit(other -> put(other, "theirs", "1"));
      draft.publish(shop.text("mine"), null, List.of());
    }

    assertThat(shop.paths(shop.head(), "", true, 10)).containsExactly("a", "mine", "theirs");
  }

  @Test
  void aViewSeesWhatWasThereWhenItWasOpenedAndAFreshOneAll() throws IOException {
    Oid first = shop.commit(draft -> put(draft, "a", "1"));
    try (Repository early = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(early.entry(first, new RepoPath("a"))).isPresent();
      Oid second = shop.commit(draft -> put(draft, "b", "1"));
      assertThat(early.entry(first, new RepoPath("a"))).isPresent();
      assertThat(shop.paths(second, "", true, 10)).containsExactly("a", "b");
    }
  }

  @Test
  void repositoriesDoNotSeeEachOther() throws IOException {
    shop.commit(draft -> put(draft, "a", "1"));

    try (Repository other = shop.store.open(Workshop.REPOSITORY + 1)) {
      assertThat(other.refs()).isEmpty();
      CommitTest.assertFailure(
          () -> other.resolve(new dev.hubdesk.protocol.Revision(shop.head().hex())),
          Failure.RevisionNotFound.class);
    }
  }

  @Test
  void locksAreOnePerRepositoryAndFair() {
    var locks = new RepositoryLocks();

    assertThat(locks.of(1)).isSameAs(locks.of(1)).isNotSameAs(locks.of(2));
    assertThat(locks.of(1).isFair()).isTrue();
  }
}
