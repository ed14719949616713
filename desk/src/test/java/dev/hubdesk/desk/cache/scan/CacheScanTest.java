package dev.hubdesk.desk.cache.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheScanTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);
  private static final RepoId TINY = new RepoId(RepoType.MODEL, "ana", "tiny");

  @TempDir private Path root;
  private final CacheScan scan = new CacheScan();

  private Path repo(String name) throws IOException {
    Path repo = root.resolve(name);
    Files.createDirectories(repo.resolve("blobs"));
    Files.createDirectories(repo.resolve("refs"));
    return repo;
  }

  private static void link(Path repo, String commit, String path, String blob, String content)
      throws IOException {
    Path stored = repo.resolve("blobs").resolve(blob);
    if (!Files.exists(stored)) {
      Files.writeString(stored, content);
    }
    Path entry = repo.resolve("snapshots").resolve(commit).resolve(path);
    Path parent = Files.createDirectories(Objects.requireNonNull(entry.getParent()));
    Files.createSymbolicLink(entry, parent.relativize(stored));
  }

  private ScannedRepo only() throws IOException {
    return scan.list(root).repos().getFirst();
  }

  @Test
  void countsEveryContentOnceAsTheClientDoes() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "a/b/config.json", "c0", "{}");
    link(repo, ONE, "model-Q4_K_M.gguf", "w0", "weights");
    link(repo, TWO, "config.json", "c0", "{}");
    link(repo, TWO, "copy.json", "c0", "{}");
    Files.writeString(repo.resolve("blobs/w0.0badcafe.incomplete"), "not counted");
    Files.writeString(repo.resolve("refs/main"), TWO + "\n");
    Files.createDirectories(repo.resolve("refs/refs/pr"));
    Files.writeString(repo.resolve("refs/refs/pr/1"), ONE);
    ScannedRepo tiny = only();
    assertThat(tiny.id()).isEqualTo("ana/tiny");
    assertThat(tiny.files()).isEqualTo(2);
    assertThat(tiny.size()).isEqualTo(9);
    assertThat(tiny.refs()).containsEntry("main", TWO).containsEntry("refs/pr/1", ONE).hasSize(2);
    assertThat(tiny.snapshots()).extracting(ScannedSnapshot::size).containsExactly(9L, 2L);
    assertThat(tiny.snapshot(ONE).orElseThrow().weights()).containsExactly("model-Q4_K_M.gguf");
    assertThat(tiny.usualSnapshot().orElseThrow().commit()).isEqualTo(TWO);
  }

  @Test
  void listsBareNamesAndSpacesAndIgnoresWhatIsNoRepository() throws IOException {
    link(repo("models--gpt2"), ONE, "a", "a0", "x");
    link(repo("spaces--ana--demo"), ONE, "a", "a0", "x");
    link(repo("kernels--ana--k"), ONE, "a", "a0", "x");
    Files.createDirectories(root.resolve(".locks/models--gpt2"));
    Files.createDirectories(root.resolve("blobs/ab"));
    Files.createDirectories(root.resolve("models--"));
    Files.writeString(root.resolve("CACHEDIR.TAG"), "");
    CacheListing listing = scan.list(root);
    assertThat(listing.warnings()).isEmpty();
    assertThat(listing.repos()).extracting(ScannedRepo::id).containsExactly("gpt2", "ana/demo");
    assertThat(listing.repos().getFirst().owner()).isEmpty();
  }

  @Test
  void foldersWithoutASnapshotAreNotCached() throws IOException {
    repo("models--ana--tiny");
    Files.writeString(root.resolve("models--ana--tiny/blobs/a.12345678.incomplete"), "part");
    assertThat(scan.list(root).repos()).isEmpty();
    assertThat(scan.find(root, TINY)).isEmpty();
    assertThat(scan.list(root.resolve("nowhere")).repos()).isEmpty();
  }

  @Test
  void countsCopiesAndHardLinksAndTellsWhatIsMissing() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "linked", "gone", "x");
    Files.delete(repo.resolve("blobs/gone"));
    Path copy = repo.resolve("snapshots").resolve(ONE).resolve("copy");
    Files.writeString(copy, "12345");
    Files.createLink(repo.resolve("snapshots").resolve(ONE).resolve("twin"), copy);
    CacheListing listing = scan.list(root);
    assertThat(listing.warnings()).singleElement().asString().contains("1 entries");
    ScannedRepo tiny = listing.repos().getFirst();
    assertThat(tiny.missing()).isOne();
    assertThat(tiny.size()).isEqualTo(5);
    assertThat(tiny.files()).isOne();
  }

  @Test
  void followsABlobIntoTheSharedStore() throws IOException {
    Path repo = repo("models--ana--tiny");
    Path shared = Files.createDirectories(root.resolve("blobs/ab")).resolve("ab12");
    Files.writeString(shared, "1234567");
    Files.createSymbolicLink(repo.resolve("blobs/e0"), Path.of("../../blobs/ab/ab12"));
    Path snapshot = Files.createDirectories(repo.resolve("snapshots").resolve(ONE));
    Files.createSymbolicLink(snapshot.resolve("w"), Path.of("../../blobs/e0"));
    age(root);
    assertThat(only().size()).isEqualTo(7);
    Files.delete(shared);
    assertThat(only().missing()).isOne();
  }

  @Test
  void toldAgainOnlyWhileNoFolderHasChanged() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "sub/a", "a0", "1");
    age(root);
    ScannedRepo first = only();
    assertThat(only()).isSameAs(first);
    link(repo, ONE, "sub/b", "b0", "22");
    assertThat(only().files()).isEqualTo(2);
    assertThat(only().size()).isEqualTo(3);
    Files.delete(repo.resolve("snapshots").resolve(ONE).resolve("sub/a"));
    assertThat(only().files()).isOne();
  }

  @Test
  void noticesARefThatAClientRewroteInItsPlace() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "a", "a0", "1");
    link(repo, TWO, "a", "a0", "1");
    Path main = Files.writeString(repo.resolve("refs/main"), ONE);
    Files.setLastModifiedTime(main, FileTime.from(Instant.now().minusSeconds(3_600)));
    age(root);
    assertThat(only()).isSameAs(only());
    Files.writeString(main, TWO);
    assertThat(only().refs()).containsEntry("main", TWO);
  }

  @Test
  void readsEveryRefButOnesThatAreBeingWritten() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "a", "a0", "1");
    Files.writeString(repo.resolve("refs/v1.tmp"), ONE);
    Files.writeString(repo.resolve("refs/main.0badcafe.tmp"), "");
    assertThat(only().refs()).containsOnly(Map.entry("v1.tmp", ONE));
  }

  @Test
  void aFolderThatChangedJustNowProvesNothing() throws IOException {
    link(repo("models--ana--tiny"), ONE, "a", "a0", "1");
    assertThat(only()).isNotSameAs(only());
  }

  @Test
  void aWholeListingTellsWhetherAllIsHere() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "a", "a0", "1");
    assertThat(only().snapshots().getFirst().status()).isEqualTo(DownloadStatus.UNKNOWN);
    listing(repo, "\"a\": {\"size\": 1, \"blob_id\": \"a0\"}");
    assertThat(only().snapshots().getFirst().status()).isEqualTo(DownloadStatus.COMPLETE);
    listing(
        repo,
        "\"a\": {\"size\": 1, \"blob_id\": \"a0\"}, \"b\": {\"size\": 1, \"blob_id\": \"b0\"}");
    assertThat(only().snapshots().getFirst().status()).isEqualTo(DownloadStatus.UNKNOWN);
    Files.writeString(repo.resolve("trees/" + ONE + ".json"), "{\"format_version\": 1, \"fil");
    assertThat(only().snapshots().getFirst().status()).isEqualTo(DownloadStatus.UNKNOWN);
  }

  @Test
  void aManifestTellsThatAPartWasChosenAndIsHere() throws IOException {
    Path repo = repo("models--ana--tiny");
    link(repo, ONE, "a", "a0", "1");
    link(repo, ONE, "another", "n0", "1");
    listing(
        repo,
        "\"a\": {\"size\": 1, \"blob_id\": \"a0\"}, \"b\": {\"size\": 1, \"blob_id\": \"b0\"}");
    var entry = new Manifest.Entry("a", "a0", 1, false);
    var now = Instant.now();
    Manifest.of(
            TINY, "main", new Oid(ONE), now, now, List.of("q4"), List.of(), 1, 1, List.of(entry))
        .addTo(repo);
    assertThat(only().snapshots().getFirst().status()).isEqualTo(DownloadStatus.FILTERED);
    Files.delete(repo.resolve("snapshots").resolve(ONE).resolve("a"));
    assertThat(only().snapshots().getFirst().status()).isEqualTo(DownloadStatus.UNKNOWN);
  }

  private static void listing(Path repo, String files) throws IOException {
    Files.createDirectories(repo.resolve("trees"));
    Files.writeString(
        repo.resolve("trees/" + ONE + ".json"),
        "{\"format_version\": 1, \"files\": {" + files + "}}");
  }

  /// Lets all folders look as if they had rested for an hour.
  private static void age(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3_600)));
      }
    }
  }
}
