package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.delete;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Squashes, reverts and merges.
class MergeTest {

  private static final RefName SIDE = RefName.branch("side");
  private static final String LINES = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  @TempDir Path temp;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(temp.resolve("scratch"));
  }

  private Oid commitTo(RefName branch, Workshop.Filling filling) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(branch)) {
      filling.into(draft);
      return draft.publish(shop.text("to " + branch), null, List.of()).head();
    }
  }

  private void branch(RefName name, Oid commit) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      repository.moves(1).create(name, commit);
    }
  }

  private List<String> conflicts(@Nullable Oid base, Oid theirs) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      return draft.merge(base, shop.head(), theirs, MergeConflicts.TELL);
    }
  }

  private void assertSoundHistory(Oid commit) throws IOException {
    var git = new RealGit(shop, temp.resolve(commit.hex()));
    assertThat(git.run("fsck", "--full", "--strict", "--no-dangling")).isEmpty();
    git.assertLastCommits(shop, commit);
  }

  @Test
  void aSquashLeavesOneCommitWithTheSameTree() throws IOException {
    shop.commit(draft -> put(draft, "d/a", "1"));
    Oid old = shop.commit(draft -> put(draft, "b", "22"));

    Oid head = shop.commit(CommitDraft::replaceHistory);

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.countCommits(head)).isEqualTo(1);
      assertThat(repository.commit(head).tree()).isEqualTo(repository.commit(old).tree());
      assertThat(repository.commit(old).parents()).hasSize(1);
    }
    assertThat(shop.all(head, "", true, 100)).allMatch(e -> head.equals(Workshop.lastCommit(e)));
    assertSoundHistory(head);
  }

  @Test
  void aNewBranchMayBeEmpty() throws IOException {
    shop.commit(draft -> put(draft, "a", "1"));
    Oid empty =
        commitTo(
            SIDE,
            draft -> {
              draft.startBranch(false);
              draft.clear();
              draft.replaceHistory();
            });

    assertThat(shop.paths(empty, "", true, 10)).isEmpty();
    assertThatThrownBy(() -> commitTo(SIDE, draft -> draft.startBranch(false)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(
                        new Failure.Conflict("Reference refs/heads/side already exists", null)));
    Oid again =
        commitTo(
            RefName.MAIN,
            draft -> {
              draft.startBranch(true);
              draft.clear();
              draft.replaceHistory();
            });
    assertThat(shop.paths(again, "", true, 10)).isEmpty();
  }

  @Test
  void aRevertTakesBackLinesAndPathsButNotWhatCameAfter() throws IOException {
    Oid before =
        shop.commit(draft -> {
          put(draft, "text", LINES);
          put(draft, "gone", "back");
          put(draft, "same/x", "1");
        });
    Oid bad =
        shop.commit(draft -> {
          put(draft, "text", LINES.replace("2\n", "two\n"));
          delete(draft, "gone");
          put(draft, "new/y", "1");
        });
    Oid after =
        shop.commit(draft -> {
          put(draft, "text", LINES.replace("2\n", "two\n").replace("8\n", "eight\n"));
          put(draft, "same/z", "1");
        });

    Oid head =
        shop.commit(
            draft -> assertThat(draft.merge(bad, after, before, MergeConflicts.TELL)).isEmpty());

    assertThat(shop.read(head, "text")).isEqualTo(LINES.replace("8\n", "eight\n"));
    assertThat(shop.paths(head, "", true, 100))
        .containsExactly("gone", "same/", "same/x", "same/z", "text");
    assertSoundHistory(head);
  }

  @Test
  void pathsThatBothSidesChangedConflict() throws IOException {
    Oid base =
        shop.commit(draft -> {
          put(draft, "text", LINES);
          put(draft, "deleted", "1");
          put(draft, "kept", "1");
          put(draft, "d/x", "1");
          put(draft, "binary", "\0\1");
          draft.addPointer(new RepoPath("large.bin"), Workshop.pointer(1, 10));
        });
    branch(SIDE, base);
    Oid theirs =
        commitTo(
            SIDE,
            draft -> {
              put(draft, "text", LINES.replace("5", "their five"));
              put(draft, "deleted", "2");
              delete(draft, "kept");
              put(draft, "d/x", "2");
              put(draft, "binary", "\0\2");
              put(draft, "both", "2");
              put(draft, "agreed", "same");
              draft.addPointer(new RepoPath("large.bin"), Workshop.pointer(2, 20));
            });
    shop.commit(draft -> {
      put(draft, "text", LINES.replace("5", "our five"));
      delete(draft, "deleted");
      put(draft, "kept", "3");
      put(draft, "d", "now a file");
      put(draft, "binary", "\0\3");
      put(draft, "both", "3");
      put(draft, "agreed", "same");
      draft.addPointer(new RepoPath("large.bin"), Workshop.pointer(3, 30));
    });

    assertThat(conflicts(base, theirs))
        .containsExactlyInAnyOrder("text", "deleted", "kept", "d", "binary", "both", "large.bin");
    Oid ours = shop.commit(draft -> draft.merge(base, shop.head(), theirs, MergeConflicts.OURS));
    assertThat(shop.read(ours, "text")).contains("our five");
    Oid taken = shop.commit(draft -> draft.merge(base, shop.head(), theirs, MergeConflicts.THEIRS));
    assertThat(shop.read(taken, "text")).contains("their five");
    assertThat(shop.read(taken, "d/x")).isEqualTo("2");
    assertThat(shop.read(taken, "deleted")).isEqualTo("2");
  }

  @Test
  void aMergeCommitJoinsTwoHistories() throws IOException {
    Oid base =
        shop.commit(draft -> {
          put(draft, "d/a", "1");
          put(draft, "d/b", "1");
          put(draft, "text", LINES);
        });
    branch(SIDE, base);
    Oid theirs =
        commitTo(
            SIDE,
            draft -> {
              put(draft, "d/b", "2");
              put(draft, "text", LINES.replace("1\n", "one\n"));
              put(draft, "same", "same");
            });
    Oid ours =
        shop.commit(draft -> {
          put(draft, "d/a", "2");
          put(draft, "text", LINES.replace("9\n", "nine\n"));
          put(draft, "same", "same");
        });
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.mergeBase(ours, theirs)).contains(base);
    }

    Oid head =
        shop.commit(draft -> {
          assertThat(draft.merge(base, ours, theirs, MergeConflicts.TELL)).isEmpty();
          draft.joinHistory(theirs);
        });

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.commit(head).parents()).containsExactly(ours, theirs);
    }
    assertThat(shop.read(head, "text"))
        .isEqualTo(LINES.replace("1\n", "one\n").replace("9\n", "nine\n"));
    assertSoundHistory(head);
  }

  @Test
  void aFileOverTheLimitIsNotMergedByLines() throws IOException {
    String large = "x\n".repeat(CommitDraft.MAX_MERGED_BYTES / 2);
    Oid base =
        shop.commit(draft -> {
          put(draft, "over", large + "0");
          put(draft, "at", large);
        });
    branch(SIDE, base);
    Oid theirs =
        commitTo(
            SIDE,
            draft -> {
              put(draft, "over", "y" + large.substring(1) + "0");
              put(draft, "at", "y" + large.substring(1));
            });
    Oid ours =
        shop.commit(draft -> {
          put(draft, "over", large + "1");
          put(draft, "at", large.substring(2) + "z\n");
        });

    assertThat(ours).isEqualTo(shop.head());
    assertThat(conflicts(base, theirs)).containsExactly("over");
  }

  @Test
  void noPointerComesOutOfAMergeOfLines() throws IOException {
    String pointer = Workshop.pointer(7, 70).text();
    Oid base = shop.commit(draft -> put(draft, "model.safetensors", "a\n" + pointer + "z\n"));
    branch(SIDE, base);
    Oid theirs = commitTo(SIDE, draft -> put(draft, "model.safetensors", "a\n" + pointer));
    Oid ours = shop.commit(draft -> put(draft, "model.safetensors", pointer + "z\n"));

    assertThat(ours).isEqualTo(shop.head());
    assertThat(conflicts(base, theirs)).containsExactly("model.safetensors");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void linesThatAreAsHardToMergeAsCanBeConflict() throws IOException {
    Oid base = shop.commit(draft -> put(draft, "text", ComparisonTest.hardLines(1)));
    branch(SIDE, base);
    Oid theirs = commitTo(SIDE, draft -> put(draft, "text", ComparisonTest.hardLines(2)));
    Oid ours = shop.commit(draft -> put(draft, "text", ComparisonTest.hardLines(3)));

    assertThat(ours).isEqualTo(shop.head());
    assertThat(conflicts(base, theirs)).containsExactly("text");
  }
}
