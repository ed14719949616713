package dev.hubdesk.desk.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.settings.FolderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneServiceTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);
  private static final PruneService.Wish LOOK = new PruneService.Wish(true, true, true);
  private static final PruneService.Wish REMOVE = new PruneService.Wish(true, true, false);

  @TempDir private Path root;
  @TempDir private Path elsewhere;
  private final RepoClaims claims = new RepoClaims();
  private Path repo;

  /// The older commit has a content of its own and one that both have.
  @BeforeEach
  void twoCommits() throws IOException {
    repo = root.resolve("models--ana--tiny");
    link(ONE, "old", "b-old", "12345");
    link(ONE, "both", "b-both", "123");
    link(TWO, "both", "b-both", "123");
    Files.createDirectories(repo.resolve("refs"));
    Files.writeString(repo.resolve("refs/main"), TWO);
  }

  private void link(String commit, String path, String blob, String content) throws IOException {
    Files.createDirectories(repo.resolve("blobs"));
    Files.writeString(repo.resolve("blobs").resolve(blob), content);
    Path snapshot = Files.createDirectories(repo.resolve("snapshots").resolve(commit));
    Files.createSymbolicLink(snapshot.resolve(path), Path.of("../../blobs").resolve(blob));
  }

  private Path partial(String name, int minutes) throws IOException {
    Path partial = Files.writeString(repo.resolve("blobs").resolve(name), "part");
    Files.setLastModifiedTime(partial, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
    return partial;
  }

  private PruneService.Answer prune(PruneService.Wish wish, Path... unfinished) throws IOException {
    var folders = new FolderSettings(root, null, List.of(), null, Map.of(), false);
    return new PruneService(
            () -> folders, new CacheScan(), claims, () -> Set.of(unfinished), Clock.systemUTC())
        .prune(wish);
  }

  @Test
  void looksWithoutTouching() throws IOException {
    Path partial = partial("abc.01234567.incomplete", 60);
    PruneService.Answer answer = prune(LOOK);
    assertThat(answer.snapshots()).extracting(PruneService.Found::path).containsExactly(ONE);
    assertThat(answer.partials())
        .extracting(PruneService.Found::path)
        .containsExactly("abc.01234567.incomplete");
    assertThat(answer.freedBytes()).isEqualTo(9);
    assertThat(repo.resolve("snapshots").resolve(ONE)).isDirectory();
    assertThat(partial).exists();
  }

  @Test
  void removesWhatOnlyADetachedCommitHad() throws IOException {
    PruneService.Answer answer = prune(REMOVE);
    assertThat(answer.freedBytes()).isEqualTo(5);
    assertThat(repo.resolve("snapshots").resolve(ONE)).doesNotExist();
    assertThat(repo.resolve("blobs/b-old")).doesNotExist();
    assertThat(repo.resolve("snapshots").resolve(TWO).resolve("both")).hasContent("123");
    assertThat(prune(REMOVE).snapshots()).isEmpty();
  }

  @Test
  void deletesNothingElsewhereThatALinkOfADetachedCommitLeadsTo() throws IOException {
    Path precious = Files.writeString(root.resolve("precious"), "mine");
    Path snapshot = repo.resolve("snapshots").resolve(ONE);
    Files.createSymbolicLink(snapshot.resolve("out"), Path.of("../../blobs/../../precious"));
    Files.createSymbolicLink(snapshot.resolve("up"), Path.of("../../blobs/.."));
    assertThat(prune(REMOVE).kept()).isEmpty();
    assertThat(snapshot).doesNotExist();
    assertThat(precious).hasContent("mine");
  }

  @Test
  void aRepositoryOfDetachedCommitsAloneGoesWhole() throws IOException {
    Files.delete(repo.resolve("refs/main"));
    assertThat(prune(REMOVE).snapshots()).hasSize(2);
    assertThat(repo).doesNotExist();
  }

  @Test
  void keepsPartialFilesThatAreYoungOrLocked() throws IOException {
    Path young = partial("abc.01234567.incomplete", 5);
    Path locked = partial("def.01234567.incomplete", 60);
    Path lock = root.resolve(".locks/models--ana--tiny/def.lock");
    try (BlobLock _ = BlobLock.tryTake(lock).orElseThrow()) {
      assertThat(prune(REMOVE).partials()).isEmpty();
    }
    assertThat(young).exists();
    assertThat(prune(REMOVE).partials()).hasSize(1);
    assertThat(locked).doesNotExist();
  }

  @Test
  void leavesAloneWhatADownloadWorksOnOrWillGoOnWith() throws IOException {
    Path partial = partial("abc.01234567.incomplete", 60);
    assertThat(prune(REMOVE, repo).kept()).singleElement().asString().contains("not finished");
    Path link = Files.createSymbolicLink(elsewhere.resolve("cache"), root);
    Path linked = link.resolve("models--ana--tiny");
    assertThat(prune(REMOVE, linked).kept()).singleElement().asString().contains("not finished");
    try (Claim _ = claims.share(repo, "it is being downloaded")) {
      assertThat(prune(REMOVE).kept()).singleElement().asString().contains("downloaded");
    }
    assertThat(partial).exists();
    assertThat(repo.resolve("snapshots").resolve(ONE)).isDirectory();
  }
}
