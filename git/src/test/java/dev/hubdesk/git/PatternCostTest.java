package dev.hubdesk.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PatternCostTest {

  private static final String HARD = "*a".repeat(30) + "b";
  private static final String HARD_DIRECTORIES = "**/a/".repeat(30) + "b";
  private static final RepoPath LONG = new RepoPath("a".repeat(200));
  private static final RepoPath DEEP = new RepoPath("a/".repeat(100) + "c");

  private static IgnoreRules ignored(String text) throws IOException {
    return IgnoreRules.parse(new ByteArrayInputStream(text.getBytes(UTF_8)), 10);
  }

  @Test
  void patternsThatTakeForEverAreNotTried() throws IOException {
    IgnoreRules rules = ignored(HARD + "\n" + HARD_DIRECTORIES + "\n*.log\n");
    assertThat(rules.ignores(LONG)).isFalse();
    assertThat(rules.ignores(DEEP)).isFalse();
    assertThat(rules.ignores(new RepoPath("d/x.log"))).isTrue();
    var attributes =
        new AttributeRules(
            HARD + " filter=lfs\n" + HARD_DIRECTORIES + " filter=lfs\n*.bin filter=lfs\n");
    assertThat(attributes.filter(LONG.text())).isEqualTo(LfsAttributes.Answer.SILENT);
    assertThat(attributes.filter(DEEP.text())).isEqualTo(LfsAttributes.Answer.SILENT);
    assertThat(attributes.filter("x.bin")).isEqualTo(LfsAttributes.Answer.LFS);
  }

  @Test
  void patternsThatPeopleWriteAreTried() throws IOException {
    assertThat(ignored("*a*b*").ignores(new RepoPath("xaxbx"))).isTrue();
    assertThat(ignored("**/x/**/y/**").ignores(new RepoPath("a/x/b/y/c"))).isTrue();
    assertThat(PatternCost.isTooHigh("*a*b*c*")).isTrue();
    assertThat(PatternCost.isTooHigh("**/a/**/b/**/c/**")).isTrue();
    assertThat(PatternCost.isTooHigh("*.*/*.*/*.*/*.*")).isFalse();
  }

  @Test
  void soManyRulesAreReadAndNoMore() throws IOException {
    String nine = "# nine\n\n" + "other\n".repeat(9);
    assertThat(ignored(nine + "  \n# ten\n*.log\n").ignores(new RepoPath("x.log"))).isTrue();
    assertThat(ignored(nine + "!other\n*.log\n").ignores(new RepoPath("x.log"))).isFalse();
  }
}
