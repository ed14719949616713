package dev.hubdesk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"ana/model", "__ana__/lab.js", "a/b", "A-b/c_d.e", "0/1"})
  void acceptsRepositoryIdsThatTheClientSends(String text) {
    assertThat(RepoId.parse(RepoType.MODEL, text).orElseThrow().path()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana",
        "ana/",
        "/model",
        "ana/a/b",
        "ana/a--b",
        "ana/a..b",
        "ana/-a",
        "ana/a.",
        ".a/b",
        "ana/x.git",
        "ana/x.GIT",
        "ana/mödel",
        "ana/a b",
        "ana/a\nb"
      })
  void refusesRepositoryIdsThatTheClientRefuses(String text) {
    assertThat(RepoId.parse(RepoType.MODEL, text)).isEmpty();
  }

  @Test
  void limitsAPartTo96Characters() {
    assertThat(RepoId.of(RepoType.SPACE, "a", "x".repeat(96))).isPresent();
    assertThat(RepoId.of(RepoType.SPACE, "a", "x".repeat(97))).isEmpty();
  }

  @Test
  void foldsCaseAndKeepsTheTypeApart() {
    RepoId upper = new RepoId(RepoType.DATASET, "Ana", "Words");
    assertThat(upper.folded()).isEqualTo("ana/words");
    assertThat(upper.urlPath()).isEqualTo("datasets/Ana/Words");
    assertThat(new RepoId(RepoType.MODEL, "Ana", "Words").urlPath()).isEqualTo("Ana/Words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/main", "refs/heads/feature/x", "refs/pr/1", "refs/tags/v1.0"})
  void acceptsRefNames(String full) {
    assertThat(RefName.parse(full)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "refs/heads",
        "refs/heads/",
        "refs/heads/a..b",
        "refs/heads/a b",
        "refs/heads/a~1",
        "refs/heads/.a",
        "refs/heads/a.lock",
        "refs/heads/a.",
        "refs/heads/a@{0}",
        "refs/heads//a",
        "refs/heads/a\\b",
        "refs/heads/a\u0001",
        "refs/heads/a\ud800"
      })
  void refusesWhatGitRefuses(String full) {
    assertThat(RefName.parse(full)).isEmpty();
  }

  @Test
  void shortensRefNames() {
    assertThat(RefName.branch("feature/x").shortName()).isEqualTo("feature/x");
    assertThat(RefName.tag("v1").shortName()).isEqualTo("v1");
    assertThat(new RefName("refs/pr/3").shortName()).isEqualTo("3");
    assertThat(new RefName("refs/convert/parquet").shortName()).isEqualTo("refs/convert/parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "\u0000"})
  void revisionsThatNothingCanBeCalledAreNotFound(String text) {
    assertThatThrownBy(() -> new Revision(text))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.RevisionNotFound.class))
        .hasMessageNotContaining("\n");
  }

  @Test
  void limitsARevision() {
    assertThat(new Revision("x".repeat(512)).text()).hasSize(512);
    assertThatThrownBy(() -> new Revision("x".repeat(513))).isInstanceOf(FailureException.class);
  }

  @Test
  void objectIdsAreLowerCaseHex() {
    assertThat(Oid.parse("a".repeat(40))).isPresent();
    assertThat(Oid.parse("A".repeat(40))).isEmpty();
    assertThat(Oid.parse("a".repeat(39))).isEmpty();
    assertThat(Sha256.parse("0".repeat(64))).isPresent();
    assertThat(Sha256.parse("g".repeat(64))).isEmpty();
  }
}
