package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.pointer;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

  private static final List<String> FILES =
      List.of("a", "b/c", "b/d/e", "b/d/f", "b-c", "b.x", "b/z", "é/ü", "z/z/z/z", "zz");

  @TempDir Path scratch;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(scratch);
  }

  private Oid commitFiles() throws IOException {
    return shop.commit(draft -> {
      for (String file : FILES) {
        put(draft, file, file);
      }
    });
  }

  @Test
  void pagesOfAnySizeMakeTheSameListing() throws IOException {
    Oid head = commitFiles();
    List<String> whole = shop.paths(head, "", true, 1000);

    assertThat(whole)
        .containsExactly(
            "a", "b-c", "b.x", "b/", "b/c", "b/d/", "b/d/e", "b/d/f", "b/z", "z/", "z/z/", "z/z/z/",
            "z/z/z/z", "zz", "é/", "é/ü");
    for (int limit = 1; limit <= whole.size(); limit++) {
      assertThat(shop.paths(head, "", true, limit)).isEqualTo(whole);
      assertThat(shop.paths(head, "", false, limit))
          .containsExactly("a", "b-c", "b.x", "b/", "z/", "zz", "é/");
      assertThat(shop.paths(head, "b", true, limit))
          .containsExactly("b/c", "b/d/", "b/d/e", "b/d/f", "b/z");
    }
  }

  @Test
  void goesOnAfterAPathThatDoesNotExist() throws IOException {
    Oid head = commitFiles();

    assertThat(after(head, "b/d/ee", true)).startsWith("b/d/f");
    assertThat(after(head, "b/cc/x", true)).startsWith("b/d/");
    assertThat(after(head, "b/d/e", false)).startsWith("z/");
    assertThat(after(head, "zzz", true)).startsWith("é/");
    assertThat(after(head, "ü", true)).isEmpty();
  }

  private List<String> after(Oid head, String after, boolean recursive) throws IOException {
    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      return repository
          .list(head, RepoPath.ROOT, recursive, new RepoPath(after), 100)
          .entries()
          .stream()
          .map(Workshop::mark)
          .toList();
    }
  }

  @Test
  void refusesAPlaceOutsideTheDirectory() throws IOException {
    Oid head = commitFiles();

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      for (String after : List.of("a", "b", "")) {
        CommitTest.assertFailure(
            () -> repository.list(head, new RepoPath("b"), true, new RepoPath(after), 10),
            Failure.BadRequest.class);
      }
    }
  }

  @Test
  void refusesWhatIsNoDirectory() throws IOException {
    Oid head = commitFiles();

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      for (String path : List.of("a", "nowhere", "b/c/d", "a/b")) {
        CommitTest.assertFailure(
            () -> repository.list(head, new RepoPath(path), false, null, 10),
            Failure.EntryNotFound.class);
      }
    }
  }

  @Test
  void findsSinglePathsInTheOrderAsked() throws IOException {
    Oid head = commitFiles();

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      List<RepoPath> asked =
          List.of("zz", "b/d", "nowhere", "a", "b/d/e", "", "a/x", "zz").stream()
              .map(RepoPath::new)
              .toList();
      assertThat(repository.entries(head, asked).stream().map(Workshop::mark))
          .containsExactly("zz", "b/d/", "a", "b/d/e", "zz");
    }
  }

  @Test
  void tellsSizesOfFilesLfsFilesAndDirectories() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
          put(draft, "d/small", "12345");
          draft.addPointer(new RepoPath("d/e/m.bin"), pointer(1, 9_000_000_000L));
          put(draft, "d/e/n.bin", pointer(2, 1_000).text());
        });
    assertThat(sizes(first))
        .isEqualTo(
            "{.gitattributes=42, d/=9000001005, d/e/=9000001000, d/e/m.bin=9000000000,"
                + " d/e/n.bin=1000, d/small=5}");

    Oid second =
        shop.commit(draft -> {
          Workshop.delete(draft, "d/e/m.bin");
          put(draft, "d/small", "123");
          put(draft, "d/f/g", "1");
        });
    String expected =
        "{.gitattributes=42, d/=1004, d/e/=1000, d/e/n.bin=1000, d/f/=1, d/f/g=1, d/small=3}";
    assertThat(sizes(second)).isEqualTo(expected);
    ((HeapLedger) shop.ledger).forgetFacts();
    shop = new Workshop(shop.blobs, shop.ledger, scratch);
    assertThat(sizes(second)).isEqualTo(expected);
    Oid third = shop.commit(draft -> put(draft, "d/e/x", "12"));
    assertThat(sizes(third)).contains("d/=1006, d/e/=1002");
  }

  private String sizes(Oid commit) throws IOException {
    return shop.all(commit, "", true, 100).stream()
        .map(entry -> Workshop.mark(entry) + "=" + entry.size())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Test
  void tellsThePointerOfAnLfsFileOnly() throws IOException {
    Oid head =
        shop.commit(draft -> {
          draft.addPointer(new RepoPath("m.bin"), pointer(1, 123));
          put(draft, "not", pointer(1, 123).text() + "more");
        });

    try (Repository repository = shop.store.open(Workshop.REPOSITORY)) {
      assertThat(file(repository.entry(head, new RepoPath("m.bin")).orElseThrow()).lfs())
          .isEqualTo(pointer(1, 123));
      assertThat(file(repository.entry(head, new RepoPath("not")).orElseThrow()).lfs()).isNull();
    }
  }

  private static TreeEntry.File file(TreeEntry entry) {
    return (TreeEntry.File) entry;
  }

  @Test
  void tellsTheLastCommitOfEveryPath() throws IOException {
    Oid first =
        shop.commit(draft -> {
          put(draft, "a", "1");
          put(draft, "d/x", "1");
          put(draft, "d/y", "1");
        });
    Oid second = shop.commit(draft -> put(draft, "d/x", "2"));

    var one = new CommitFacts(first, "commit 1", Workshop.START.plusSeconds(1));
    var two = new CommitFacts(second, "commit 2", Workshop.START.plusSeconds(2));
    assertThat(shop.all(second, "", true, 2))
        .extracting(Workshop::mark, TreeEntry::lastCommit)
        .containsExactly(tuple("a", one), tuple("d/", two), tuple("d/x", two), tuple("d/y", one));
  }

  @Test
  void listsWithoutDatesWhileHistoryIsNotIndexed() throws IOException {
    shop.commit(draft -> put(draft, "a", "1"));
    Oid head = shop.commit(draft -> put(draft, "b", "1"));
    ((HeapLedger) shop.ledger).forgetFacts();

    assertThat(shop.all(head, "", true, 10))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.lastCommit()).isNull());
    Oid next = shop.commit(draft -> put(draft, "c", "1"));
    assertThat(shop.all(next, "", true, 10))
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.lastCommit()).isNotNull());
  }
}
