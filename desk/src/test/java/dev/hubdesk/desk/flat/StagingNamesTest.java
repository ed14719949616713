package dev.hubdesk.desk.flat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bytes of two files never arrive in one place, however alike their names are.
class StagingNamesTest {

  private static final Path ROOT = Path.of("/models");
  private static final RepoId REPO = new RepoId(RepoType.MODEL, "acme", "tiny");

  private static List<Path> places(String digest, String... paths) {
    var snapshot = new FlatSnapshot(ROOT, REPO, new Oid("1".repeat(40)));
    var content = new ContentDigest.LargeFile(new Sha256(digest.repeat(64)));
    return Arrays.stream(paths)
        .map(path -> snapshot.bytes(new PlannedFile(new RepoPath(path), 1, content)))
        .toList();
  }

  @Test
  void filesOfOneContentArriveApart() {
    assertThat(
            places(
                "a", "a/b_c", "a_b/c", "a_b_c", "a/b/c", "A/b/c", "b_c", "a.b_c", "a-b_c",
                "a%2Fb_c"))
        .doesNotHaveDuplicates();
  }

  @Test
  void contentsOfOneFileArriveApart() {
    assertThat(places("a", "f")).doesNotContainAnyElementsOf(places("b", "f"));
  }

  @Test
  void whatArrivesIsWithinTheRepositoryAndNeverInThePlaceOfAFile() {
    for (Path place : places("a", "f", "sub/f", "x".repeat(255))) {
      assertThat(place).startsWithRaw(ROOT.resolve("acme/tiny/.cache/huggingface/download"));
      assertThat(place.getFileName().toString()).hasSizeLessThan(200);
    }
  }
}
