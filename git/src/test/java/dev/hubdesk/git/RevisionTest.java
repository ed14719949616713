package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {

  @TempDir Path scratch;
  private Workshop shop;
  private Oid first;
  private Oid second;

  @BeforeEach
  void commitTwice() throws IOException {
    shop = new Workshop(scratch);
    first = shop.commit(draft -> put(draft, "a", "1"));
    second = shop.commit(draft -> put(draft, "a", "2"));
  }

  private void point(RefName name, Oid target) throws PublicationRefusedException {
    shop.ledger.publish(
        new Publication(
            Workshop.REPOSITORY,
            1,
            "test",
            Workshop.START,
            List.of(),
            List.of(new RefChange(name, null, target, null)),
            Map.of(),
            Map.of(),
            Map.of(),
            null),
        List.of());
  }

  private Resolved resolve(String text) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository.resolve(new Revision(text));
    }
  }

  @Test
  void understandsEveryWayToNameACommit() throws Exception {
    point(RefName.branch("feature/x"), first);
    point(RefName.tag("v1"), first);
    point(new RefName("refs/pr/1"), first);

    assertThat(resolve("main")).isEqualTo(new Resolved(second, RefName.MAIN));
    assertThat(resolve("HEAD")).isEqualTo(new Resolved(second, RefName.MAIN));
    assertThat(resolve("refs/heads/main")).isEqualTo(new Resolved(second, RefName.MAIN));
    assertThat(resolve("feature/x")).isEqualTo(new Resolved(first, RefName.branch("feature/x")));
    assertThat(resolve("v1")).isEqualTo(new Resolved(first, RefName.tag("v1")));
    assertThat(resolve("refs/pr/1")).isEqualTo(new Resolved(first, new RefName("refs/pr/1")));
    assertThat(resolve(first.hex())).isEqualTo(new Resolved(first, null));
    assertThat(resolve(first.hex().substring(0, 7))).isEqualTo(new Resolved(first, null));
  }

  @Test
  void aBranchWinsOverATagAndACommitIdOverBoth() throws Exception {
    point(RefName.branch("same"), first);
    point(RefName.tag("same"), second);
    point(RefName.branch(first.hex()), second);

    assertThat(resolve("same").commit()).isEqualTo(first);
    assertThat(resolve(first.hex()).commit()).isEqualTo(first);
  }

  @Test
  void refusesWhatNamesNoCommit() throws Exception {
    Oid blob;
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      blob = repository.entry(first, new RepoPath("a")).orElseThrow().oid();
    }
    point(RefName.tag("of-a-blob"), blob);

    for (String text :
        List.of(
            "nowhere",
            "of-a-blob",
            blob.hex(),
            blob.hex().substring(0, 12),
            first.hex().substring(0, 6),
            "0".repeat(40),
            "main~1",
            "../main",
            "refs/heads/")) {
      CommitTest.assertFailure(() -> resolve(text), Failure.RevisionNotFound.class);
    }
  }

  @Test
  void refusesEverythingInAnEmptyRepository() {
    try (Repository empty = shop.store.open(8)) {
      for (String text : List.of("main", "HEAD", "abcdef1")) {
        CommitTest.assertFailure(
            () -> empty.resolve(new Revision(text)), Failure.RevisionNotFound.class);
      }
    }
  }

  @Test
  void tellsHistoryInPages() throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(repository.commits(second, 0, 10))
          .extracting(Commit::id)
          .containsExactly(second, first);
      assertThat(repository.commits(second, 1, 10)).extracting(Commit::id).containsExactly(first);
      assertThat(repository.commits(second, 0, 1)).extracting(Commit::id).containsExactly(second);
      assertThat(repository.commits(second, 2, 1)).isEmpty();
      assertThat(repository.commits(second, 0, 1).getFirst().parents()).containsExactly(first);
      assertThat(repository.countCommits(second)).isEqualTo(2);
    }
  }
}
