package dev.hubdesk.desk.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {

  private static final Oid COMMIT = new Oid("0123456789abcdef0123456789abcdef01234567");
  private static final ContentDigest DIGEST =
      new ContentDigest.GitBlob(new Oid("89abcdef0123456789abcdef0123456789abcdef"));

  @TempDir Path root;
  private HubCache cache;
  private CachedRepo repo;

  @BeforeEach
  void blob() throws IOException {
    cache = new HubCache(root);
    repo = cache.repo(new RepoId(RepoType.DATASET, "ana", "Words.v1"));
    Files.createDirectories(repo.folder().resolve("blobs"));
    Files.writeString(repo.blob(DIGEST), "content");
  }

  @Test
  void namesFoldersAsTheOfficialClientDoes() {
    assertThat(repo.folder().getFileName()).hasToString("datasets--ana--Words.v1");
    assertThat(repo.blob(DIGEST)).isEqualTo(repo.folder().resolve("blobs/" + DIGEST.etag()));
  }

  @Test
  void tagsTheRootWithTheOfficialText() throws IOException {
    cache.prepare();
    cache.prepare();
    assertThat(root.resolve("CACHEDIR.TAG"))
        .hasSize(191)
        .content()
        .startsWith("Signature: 8a477f597d28d172789f06886806bc55\n");
  }

  @Test
  void linksRelativelyAtAnyDepth() throws IOException {
    repo.link(COMMIT, new RepoPath("a/b/c.txt"), DIGEST);
    Path entry = repo.entry(COMMIT, new RepoPath("a/b/c.txt"));
    assertThat(Files.readSymbolicLink(entry)).hasToString("../../../../blobs/" + DIGEST.etag());
    assertThat(entry).hasContent("content");
    assertThat(repo.hasEntry(COMMIT, new RepoPath("a/b/c.txt"), 7)).isTrue();
    assertThat(repo.hasEntry(COMMIT, new RepoPath("a/b/c.txt"), 8)).isFalse();
  }

  @Test
  void replacesALinkToSomethingElseAndLeavesNothingBehind() throws IOException {
    Path entry = Files.createDirectories(repo.snapshot(COMMIT)).resolve("f");
    Files.createSymbolicLink(entry, Path.of("../../blobs/other"));
    repo.link(COMMIT, new RepoPath("f"), DIGEST);
    repo.link(COMMIT, new RepoPath("f"), DIGEST);
    assertThat(entry).hasContent("content");
    assertThat(names(repo.snapshot(COMMIT))).containsExactly("f");
    assertThat(names(repo.folder().resolve("blobs"))).containsExactly(DIGEST.etag());
  }

  @Test
  void leavesACopyOfTheRightContent() throws IOException {
    Path entry = Files.createDirectories(repo.snapshot(COMMIT)).resolve("f");
    Files.writeString(entry, "content");
    repo.link(COMMIT, new RepoPath("f"), DIGEST);
    assertThat(Files.isSymbolicLink(entry)).isFalse();
    assertThat(repo.hasCopy(COMMIT, new RepoPath("f"), 7)).isTrue();
  }

  @Test
  void forgetsThatAFileWasMissingWhenItArrives() throws IOException {
    Path absent = repo.folder().resolve(".no_exist").resolve(COMMIT.hex());
    Files.createDirectories(absent.resolve("sub"));
    Files.createFile(absent.resolve("sub/f"));
    Files.createFile(absent.resolve("other"));
    repo.link(COMMIT, new RepoPath("sub/f"), DIGEST);
    assertThat(absent.resolve("sub/f")).doesNotExist();
    assertThat(absent.resolve("other")).exists();
  }

  @Test
  void aRefNeverStandsWithoutItsSnapshot() throws IOException {
    repo.writeRef(Revision.MAIN, COMMIT);
    assertThat(repo.snapshot(COMMIT)).isDirectory();
  }

  @Test
  void followsNoLinkedFolderInsideASnapshot() throws IOException {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Path snapshot = Files.createDirectories(repo.snapshot(COMMIT));
    Files.createSymbolicLink(snapshot.resolve("sub"), outside);
    for (String path : List.of("sub/f", "sub/deeper/f")) {
      assertThatThrownBy(() -> repo.link(COMMIT, new RepoPath(path), DIGEST))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.InvalidPath.class));
    }
    assertThat(names(outside)).isEmpty();
  }

  @Test
  void seesABlobThatIsALinkIntoTheSharedStore() throws IOException {
    Path shared = Files.createDirectories(root.resolve("blobs/ab")).resolve("shared");
    Files.move(repo.blob(DIGEST), shared);
    Files.createSymbolicLink(repo.blob(DIGEST), Path.of("../../blobs/ab/shared"));
    assertThat(repo.hasBlob(DIGEST, 7)).isTrue();
    assertThat(repo.hasBlob(DIGEST, 6)).isFalse();
    repo.link(COMMIT, new RepoPath("f"), DIGEST);
    assertThat(repo.entry(COMMIT, new RepoPath("f"))).hasContent("content");
  }

  @Test
  void remembersWhatARevisionStoodFor() throws IOException {
    var pull = new Revision("refs/pr/1");
    assertThat(repo.readRef(pull)).isEmpty();
    repo.writeRef(pull, COMMIT);
    repo.writeRef(Revision.MAIN, COMMIT);
    repo.writeRef(new Revision(COMMIT.hex()), COMMIT);
    assertThat(repo.readRef(pull)).contains(COMMIT);
    Path refs = repo.folder().resolve("refs");
    assertThat(refs.resolve("refs/pr/1")).hasContent(COMMIT.hex()).hasSize(40);
    assertThat(names(refs)).containsExactlyInAnyOrder("main", "refs");
  }

  @Test
  void refusesARevisionThatLeavesTheFolder() {
    assertThatThrownBy(() -> repo.writeRef(new Revision("../../evil"), COMMIT))
        .isInstanceOf(FailureException.class);
    assertThat(Files.exists(root.resolve("evil"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
