package dev.hubdesk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "README.md",
        ".gitattributes",
        "a b/c d",
        "ä/日本.bin",
        "a..b",
        "...",
        ".gitx",
        "x.git",
        "con",
        "a:b",
        "*",
        "%2F"
      })
  void acceptsWhatGitCanHold(String text) {
    assertThat(RepoPath.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a/../b",
        "./a",
        "a/.",
        ".git",
        "a/.git/config",
        ".GIT/x",
        "a//b",
        "///",
        "a\\b",
        "a\nb",
        "a\0b",
        "\u007f",
        "a\ud800b"
      })
  void refusesWhatCouldLeaveTheRootOrBreakACheckout(String text) {
    assertThatThrownBy(() -> RepoPath.parse(text))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.InvalidPath.class));
    assertThat(RepoPath.find(text)).isEmpty();
  }

  @Test
  void dropsOneSlashAtEitherEnd() {
    assertThat(RepoPath.parse("models/")).isEqualTo(RepoPath.parse("models"));
    assertThat(RepoPath.parse("/models")).isEqualTo(RepoPath.parse("models"));
    assertThat(RepoPath.parse("/")).isEqualTo(RepoPath.ROOT);
    assertThat(RepoPath.parse("")).isEqualTo(RepoPath.ROOT);
  }

  @Test
  void limitsPartsAndWholeInBytes() {
    assertThat(RepoPath.find("é".repeat(127))).isPresent();
    assertThat(RepoPath.find("é".repeat(128))).isEmpty();
    String part = "x".repeat(255);
    String longest = String.join("/", part, part, part, part) + "/" + "y".repeat(255);
    assertThat(RepoPath.find(longest)).isPresent();
    String filled = (part + "/").repeat(15) + "y".repeat(254);
    assertThat(RepoPath.find(filled + "/zz")).isEmpty();
    assertThat(RepoPath.find(filled + "/z")).isPresent();
  }

  @Test
  void knowsItsPlaceInTheTree() {
    RepoPath path = RepoPath.parse("a/b/c.txt");
    assertThat(path.name()).isEqualTo("c.txt");
    assertThat(path.parent()).isEqualTo(RepoPath.parse("a/b"));
    assertThat(RepoPath.parse("a").parent()).isEqualTo(RepoPath.ROOT);
    assertThat(path.parent().child("c.txt")).isEqualTo(path);
    assertThat(path.isWithin(RepoPath.parse("a/b"))).isTrue();
    assertThat(path.isWithin(RepoPath.parse("a/bc"))).isFalse();
    assertThat(RepoPath.parse("a/bc").isWithin(RepoPath.parse("a/b"))).isFalse();
    assertThat(path.isWithin(RepoPath.ROOT)).isTrue();
  }

  @RepeatedTest(200)
  void neverAcceptsAPathThatLeavesItsRoot(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    String alphabet = "./\\.ga\u0000é~ ";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    RepoPath.find(text.toString())
        .ifPresent(path -> {
          Path root = Path.of("/root");
          Path resolved = root.resolve(path.text());
          assertThat(resolved.normalize()).isEqualTo(resolved).startsWithRaw(root);
        });
  }

  @Test
  void takesAsManyPartsAsItsLimitAndNoMore() {
    String most = "d/".repeat(RepoPath.MAX_PARTS - 1) + "f";

    assertThat(new RepoPath(most).text()).isEqualTo(most);
    assertThatThrownBy(() -> new RepoPath("d/" + most))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("more than " + RepoPath.MAX_PARTS + " parts");
  }
}
