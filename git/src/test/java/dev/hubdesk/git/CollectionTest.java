package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.REPOSITORY;
import static dev.hubdesk.git.Workshop.START;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What nothing names goes, and nothing else: neither what an undo may ask for nor what somebody
/// comes to need while it is about to go.
class CollectionTest {

  private static final RefName UNDO = RefName.branch("undo");

  @TempDir Path temp;

  private final HeapLedger ledger = new HeapLedger();
  private Workshop shop;
  private Oid first;
  private Oid second;

  @BeforeEach
  void makeGarbage() throws Exception {
    shop = new Workshop(new MemoryBlobs(), ledger, temp);
    first = shop.commit(draft -> put(draft, "d/kept", "kept"));
    second = shop.commit(draft -> put(draft, "d/unneeded", "unneeded".repeat(1000)));
    move(RefName.MAIN, second, first);
  }

  private void move(RefName ref, @Nullable Oid from, @Nullable Oid to)
      throws PublicationRefusedException {
    ledger.publish(
        new Publication(
            REPOSITORY,
            1,
            "reset",
            START,
            List.of(),
            List.of(new RefChange(ref, from, to, null)),
            Map.of(),
            Map.of(),
            Map.of(),
            null),
        List.of());
  }

  private Optional<Collected> collect(boolean dryRun) throws IOException {
    return shop.store.collect(REPOSITORY, Instant.MAX, false, dryRun, () -> false);
  }

  private boolean has(Oid commit) throws IOException {
    try (View view = shop.store.view(REPOSITORY)) {
      return view.objects().has(Ids.of(commit));
    }
  }

  @Test
  void whatTheRefLogStillNamesIsKeptForUndo() throws Exception {
    assertThat(collect(false).orElseThrow().dropped()).isZero();
    move(RefName.MAIN, first, second);
    assertThat(shop.read(second, "d/unneeded")).startsWith("unneeded");
    assertThat(shop.all(second, "", true, 10)).allMatch(entry -> entry.lastCommit() != null);
  }

  @Test
  void aDryRunSaysWhatWouldGoAndTakesNothing() throws Exception {
    ledger.remembers = false;
    Collected would = collect(true).orElseThrow();
    assertThat(would.dropped()).isEqualTo(4);
    assertThat(would.droppedBytes()).isPositive();
    assertThat(would.packsAfter()).isEqualTo(would.packsBefore());
    assertThat(has(second)).isTrue();
    Collected did = collect(false).orElseThrow();
    assertThat(did.dropped()).isEqualTo(would.dropped());
    assertThat(did.droppedBytes()).isEqualTo(would.droppedBytes());
    assertThat(did.historyObjects()).isEqualTo(would.historyObjects());
  }

  @Test
  void whatNothingNamesGoesWithItsHistory() throws Exception {
    ledger.remembers = false;
    Collected collected = collect(false).orElseThrow();
    assertThat(collected.dropped()).as("commit, two trees, a blob").isEqualTo(4);
    assertThat(collected.historyObjects()).isEqualTo(2);
    assertThat(collected.bytesAfter()).isLessThan(collected.bytesBefore());
    assertThat(has(second)).isFalse();
    assertThat(ledger.historyTree(REPOSITORY, second)).isEmpty();
    assertThat(shop.all(first, "", true, 10)).allMatch(entry -> entry.lastCommit() != null);
    Oid third = shop.commit(draft -> put(draft, "d/unneeded", "unneeded".repeat(1000)));
    assertThat(shop.read(third, "d/unneeded")).startsWith("unneeded");
    assertThat(collect(false).orElseThrow().dropped()).isZero();
  }

  @Test
  void aRepositoryWithoutRefsLosesEverything() throws Exception {
    ledger.remembers = false;
    move(RefName.MAIN, first, null);
    Collected collected = collect(false).orElseThrow();
    assertThat(collected.kept()).isZero();
    assertThat(collected.packsAfter()).isZero();
    Oid anew = shop.commit(draft -> put(draft, "a", "kept"));
    assertThat(shop.read(anew, "a")).isEqualTo("kept");
  }

  @Test
  void nothingGoesWhenSomebodyComesBackToIt() throws Exception {
    ledger.remembers = false;
    var calls = new int[1];
    Ledger late =
        new PassingLedger(ledger) {
          @Override
          void before(String method) {
            if (method.equals("upkeep") && ++calls[0] == 2) {
              try {
                move(UNDO, null, second);
              } catch (PublicationRefusedException e) {
                throw new AssertionError(e);
              }
            }
          }
        };
    var other = new Workshop(shop.blobs, late, temp);
    assertThat(other.store.collect(REPOSITORY, Instant.MAX, false, false, () -> false)).isEmpty();
    assertThat(shop.read(second, "d/unneeded")).startsWith("unneeded");
    assertThat(collect(false).orElseThrow().dropped()).isZero();
  }

  @Test
  void nothingGoesThatARefCameBackToAndLeftAgainMeanwhile() throws Exception {
    ledger.remembers = false;
    var calls = new int[1];
    Ledger late =
        new PassingLedger(ledger) {
          @Override
          void before(String method) {
            if (method.equals("upkeep") && ++calls[0] == 2) {
              try {
                move(UNDO, null, second);
                move(UNDO, second, null);
              } catch (PublicationRefusedException e) {
                throw new AssertionError(e);
              }
              ledger.remembers = true;
            }
          }
        };
    var other = new Workshop(shop.blobs, late, temp);
    assertThat(other.store.collect(REPOSITORY, Instant.MAX, false, false, () -> false)).isEmpty();
    assertThat(has(second)).isTrue();
  }

  @Test
  void aCommitBetweenLookingAndTakingIsKept() throws Exception {
    ledger.remembers = false;
    var calls = new int[1];
    var made = new Oid[1];
    Ledger late =
        new PassingLedger(ledger) {
          @Override
          void before(String method) {
            if (method.equals("upkeep") && ++calls[0] == 2) {
              try {
                made[0] = shop.commit(draft -> put(draft, "d/new", "new"));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }
          }
        };
    var other = new Workshop(shop.blobs, late, temp);
    Collected collected =
        other.store.collect(REPOSITORY, Instant.MAX, false, false, () -> false).orElseThrow();
    assertThat(collected.dropped()).isEqualTo(4);
    assertThat(has(second)).isFalse();
    assertThat(shop.read(made[0], "d/new")).isEqualTo("new");
    assertThat(shop.all(made[0], "", true, 10))
        .hasSize(3)
        .allMatch(entry -> entry.lastCommit() != null);
  }

  @Test
  void aDraftThatRestsOnWhatWentIsRefusedAndItsRetrySucceeds() throws Exception {
    ledger.remembers = false;
    try (Repository repository = shop.store.open(REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      put(draft, "again", "unneeded".repeat(1000));
      assertThat(collect(false).orElseThrow().dropped()).isEqualTo(4);
      CommitTest.assertFailure(
          () -> draft.publish(shop.text("again"), null, List.of()), Failure.Unavailable.class);
    }
    Oid anew = shop.commit(draft -> put(draft, "again", "unneeded".repeat(1000)));
    assertThat(shop.read(anew, "again")).startsWith("unneeded");
  }

  @Test
  void aDraftThatRestsOnWhatStayedIsPublished() throws Exception {
    ledger.remembers = false;
    Oid head;
    try (Repository repository = shop.store.open(REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      put(draft, "again", "kept");
      put(draft, "more", "more");
      assertThat(collect(false).orElseThrow().dropped()).isEqualTo(4);
      shop.store.deleteGone(Instant.MAX, () -> false);
      head = draft.publish(shop.text("again"), null, List.of()).head();
    }
    assertThat(shop.read(head, "again")).isEqualTo("kept");
    assertThat(shop.read(head, "more")).isEqualTo("more");
  }

  @Test
  void aBranchIsNotMadeAtACommitThatWent() throws Exception {
    ledger.remembers = false;
    try (Repository repository = shop.store.open(REPOSITORY)) {
      repository.resolve(new Revision(second.hex()));
      assertThat(collect(false).orElseThrow().dropped()).isEqualTo(4);
      CommitTest.assertFailure(
          () -> repository.moves(1).create(UNDO, second), Failure.RevisionNotFound.class);
      repository.moves(1).create(UNDO, first);
    }
    assertThat(ledger.ref(REPOSITORY, UNDO)).isPresent();
  }

  @Test
  void aCopyOfWhatWentIsRefused() throws Exception {
    ledger.remembers = false;
    try (Repository repository = shop.store.open(REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      draft.copy(new RepoPath("copy"), repository, second, new RepoPath("d"));
      assertThat(collect(false).orElseThrow().dropped()).isEqualTo(4);
      CommitTest.assertFailure(
          () -> draft.publish(shop.text("copy"), null, List.of()), Failure.Unavailable.class);
    }
  }
}
