package dev.hubdesk.hub.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.git.RefRecord;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.Revision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevisionPathTest {

  private static final Oid COMMIT = new Oid("a".repeat(40));

  private static final List<RefRecord> REFS =
      Stream.of(
              "refs/heads/main",
              "refs/heads/feature/x",
              "refs/heads/feature/x/deep",
              "refs/tags/v1/final",
              "refs/pr/1")
          .map(name -> new RefRecord(new RefName(name), COMMIT, null))
          .toList();

  private static RevisionPath split(String... segments) {
    return RevisionPath.split(List.of(segments), REFS);
  }

  private static RevisionPath expected(String revision, String path) {
    return new RevisionPath(new Revision(revision), path);
  }

  @Test
  void aPlainBranchIsTheFirstSegment() {
    assertThat(split("main", "a", "b")).isEqualTo(expected("main", "a/b"));
  }

  @Test
  void theLongestBranchThatTheSegmentsSpellWins() {
    assertThat(split("feature", "x", "a")).isEqualTo(expected("feature/x", "a"));
    assertThat(split("feature", "x", "deep", "a")).isEqualTo(expected("feature/x/deep", "a"));
    assertThat(split("v1", "final")).isEqualTo(expected("v1/final", ""));
  }

  @Test
  void aPullRequestRefTakesThreeSegmentsKnownOrNot() {
    assertThat(split("refs", "pr", "1", "sub", "dir")).isEqualTo(expected("refs/pr/1", "sub/dir"));
    assertThat(split("refs", "pr", "9", "sub")).isEqualTo(expected("refs/pr/9", "sub"));
  }

  @Test
  void aFullBranchNameMayHoldSlashes() {
    assertThat(split("refs", "heads", "feature", "x", "a"))
        .isEqualTo(expected("refs/heads/feature/x", "a"));
  }

  @Test
  void anEncodedPathIsNoPartOfTheRevision() {
    assertThat(split("feature", "x/deep")).isEqualTo(expected("feature", "x/deep"));
  }

  @Test
  void whatIsUnknownIsTheFirstSegment() {
    assertThat(split("nowhere", "a")).isEqualTo(expected("nowhere", "a"));
  }
}
