package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefMovesTest {

  private static final RefName BRANCH = RefName.branch("b/x");
  private static final RefName TAG = RefName.tag("b/x");

  @TempDir Path temp;
  private Workshop shop;
  private Oid first;
  private Oid second;

  @BeforeEach
  void open() throws IOException {
    shop = new Workshop(temp.resolve("scratch"));
    first = shop.commit(draft -> put(draft, "a", "1"));
    second = shop.commit(draft -> put(draft, "a", "2"));
  }

  private interface Work {
    void on(RefMoves moves) throws IOException;
  }

  private void move(Work work) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      work.on(repository.moves(1));
    }
  }

  private Optional<RefRecord> ref(RefName name) {
    return shop.ledger.ref(Workshop.REPOSITORY, name);
  }

  private static void fails(Class<? extends Failure> with, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.failure()).isInstanceOf(with));
  }

  @Test
  void branchesAndTagsOfOneNameLiveTogether() throws IOException {
    move(moves -> moves.create(BRANCH, first));
    move(moves -> moves.create(TAG, second));

    assertThat(ref(BRANCH)).contains(new RefRecord(BRANCH, first, null));
    assertThat(ref(TAG)).contains(new RefRecord(TAG, second, null));
    fails(Failure.Conflict.class, () -> move(moves -> moves.create(BRANCH, second)));
    fails(Failure.Conflict.class, () -> move(moves -> moves.create(TAG, second)));
  }

  @Test
  void anAnnotatedTagIsAnObjectThatLeadsToItsCommit() throws IOException {
    var ana = new Commit.Signature("Ana", "ana@example.org", Workshop.START);
    move(moves -> moves.createTag(TAG, first, "The first\n\nof all", ana));
    fails(Failure.Conflict.class, () -> move(moves -> moves.createTag(TAG, second, "again", ana)));

    RefRecord tag = ref(TAG).orElseThrow();
    assertThat(tag.commit()).isEqualTo(first);
    assertThat(tag.target()).isNotEqualTo(first);
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.resolve(new Revision("b/x")).commit()).isEqualTo(first);
    }
    var git = new RealGit(shop, temp.resolve("bare.git"));
    git.run("update-ref", "refs/tags/b/x", tag.target().hex());
    assertThat(git.run("fsck", "--full", "--strict")).isEmpty();
    assertThat(git.run("for-each-ref", "--format=%(contents)|%(taggername)", "refs/tags"))
        .isEqualTo("The first\n\nof all\n|Ana");
    assertThat(shop.blobs.list("git/").count())
        .as("the refused tag left nothing")
        .isEqualTo(
            shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.CONTENT).size() * 3L
                + shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.HISTORY).size() * 2L);
  }

  @Test
  void oneOfManyWhoMakeABranchAtOnceMakesIt() throws Exception {
    var made = new AtomicInteger();
    var refused = new AtomicInteger();
    List<Callable<Void>> rivals = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Oid commit = i % 2 == 0 ? first : second;
      rivals.add(() -> {
        try {
          move(moves -> moves.create(BRANCH, commit));
          made.incrementAndGet();
        } catch (FailureException e) {
          assertThat(e.failure()).isInstanceOf(Failure.Conflict.class);
          refused.incrementAndGet();
        }
        return null;
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(rivals)) {
        done.get();
      }
    }
    assertThat(made).hasValue(1);
    assertThat(refused).hasValue(15);
  }

  @Test
  void aBranchIsMovedByForceAndDeleted() throws IOException {
    move(moves -> moves.put(BRANCH, first));
    move(moves -> moves.put(BRANCH, second));
    move(moves -> moves.put(BRANCH, second));
    assertThat(ref(BRANCH).map(RefRecord::commit)).contains(second);

    move(moves -> moves.delete(BRANCH));

    assertThat(ref(BRANCH)).isEmpty();
    fails(Failure.RevisionNotFound.class, () -> move(moves -> moves.delete(BRANCH)));
  }
}
