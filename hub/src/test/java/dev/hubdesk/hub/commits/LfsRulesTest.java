package dev.hubdesk.hub.commits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.git.LfsAttributes;
import dev.hubdesk.protocol.RepoPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LfsRulesTest {

  private static final LfsAttributes SILENT = _ -> LfsAttributes.Answer.SILENT;
  private static final byte[] TEXT = "some text\r\n\tand more".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BINARY = {1, 2, 3, 0};

  private final LfsRules rules = new LfsRules(10_000_000);

  private boolean isLfs(String path, long size, byte[] sample, LfsAttributes attributes) {
    return rules.isLfs(new RepoPath(path), size, sample, attributes);
  }

  @Test
  void thereAreThirtyTwoSuffixes() {
    assertThat(LfsRules.SUFFIXES).hasSize(32).doesNotHaveDuplicates();
  }

  @Test
  void aModelSuffixIsLfsWhateverTheCaseAndTheSize() {
    assertThat(isLfs("a/MODEL.SafeTensors", 4, TEXT, SILENT)).isTrue();
    assertThat(isLfs("x.bin", 4, TEXT, SILENT)).isTrue();
  }

  @Test
  void textIsRegularUpToTheThresholdAndLfsAboveIt() {
    assertThat(isLfs("a.text", 9 << 20, TEXT, SILENT)).isFalse();
    assertThat(isLfs("a.text", 10_000_000, TEXT, SILENT)).isFalse();
    assertThat(isLfs("a.text", 10_000_001, TEXT, SILENT)).isTrue();
  }

  @Test
  void binaryContentIsLfsAndTextWithAnyExtensionIsNot() {
    assertThat(isLfs("picture.png", 4, BINARY, SILENT)).isTrue();
    assertThat(isLfs("picture.png", 4, TEXT, SILENT)).isFalse();
  }

  @Test
  void textInAnyEncodingOfBytesIsText() {
    assertThat(LfsRules.isBinary("Grüße".getBytes(StandardCharsets.ISO_8859_1))).isFalse();
    assertThat(LfsRules.isBinary("Grüße \u001b[1m".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void attributesBeatSuffixAndContentButNotTheThreshold() {
    LfsAttributes lfs = _ -> LfsAttributes.Answer.LFS;
    LfsAttributes no = _ -> LfsAttributes.Answer.NOT_LFS;
    assertThat(isLfs("a.txt", 3, TEXT, lfs)).isTrue();
    assertThat(isLfs("a.bin", 4, BINARY, no)).isFalse();
    assertThat(isLfs("a.bin", 10_000_001, BINARY, no)).isTrue();
  }

  @Test
  void anEmptyFileIsNeverLfs() {
    assertThat(isLfs("a.bin", 0, new byte[0], _ -> LfsAttributes.Answer.LFS)).isFalse();
  }

  @Test
  void aRepositorysThresholdHoldsInsteadAndItsSuffixesBeside() {
    LfsRules own = rules.with(new RepositorySettings.Lfs(1_000_000L, List.of(".mine", ".bin")));
    assertThat(own.suffixes()).hasSize(33).endsWith(".mine");
    assertThat(own.isLfs(new RepoPath("a.MINE"), 1, TEXT, SILENT)).isTrue();
    assertThat(own.isLfs(new RepoPath("a.bin"), 1, TEXT, SILENT)).isTrue();
    assertThat(own.isLfs(new RepoPath("a.txt"), 1_000_000, TEXT, SILENT)).isFalse();
    assertThat(own.isLfs(new RepoPath("a.txt"), 1_000_001, TEXT, SILENT)).isTrue();
    assertThat(rules.with(RepositorySettings.Lfs.DEFAULT)).isEqualTo(rules);
  }
}
