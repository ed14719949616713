package dev.hubdesk.desk.plan;

import static dev.hubdesk.desk.testing.Files.files;
import static dev.hubdesk.desk.testing.Files.paths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.RepoPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  @ParameterizedTest
  @CsvSource({
    "q6_k, Model-Q6_K.gguf, true",
    "q6_k, Model-UD-Q6_K_XL.gguf, false",
    "q4_k, Model-Q4_K_M.gguf, false",
    "q4, Model-Q4_K_M.gguf, false",
    "q4_k_m, Model-Q4_K_M-00001-of-00002.gguf, true",
    "Q4_K_M, model-q4_k_m.gguf, true",
    "gguf, Model-Q4_K_M.gguf, true",
    "safetensors, model-00001-of-00002.safetensors, true",
    "apex-quality, Model-APEX-I-Quality.gguf, false",
    "apex-i-quality, Model-APEX-I-Quality.gguf, true",
    "mmproj-f16, mmproj-F16.gguf, true",
    "mmproj-f16, mmproj-BF16.gguf, false",
    ".gguf, a/b.gguf, true",
    ".gguf, a/b.gguf.txt, false",
    "a/, a/b.gguf, true",
    "a/, x/a/b.gguf, true",
    "a/, xa/b.gguf, false",
    "/a/, a/b.gguf, true",
    "/a/, x/a/b.gguf, false",
    "/, b.gguf, true",
    "a/b.gguf, a/b.gguf, true",
    "a/b.gguf, x/a/b.gguf, false",
    "/b.gguf, b.gguf, true",
    "/b.gguf, a/b.gguf, false",
    "q4_k_m, q4_k_m/model.gguf, true",
    "q4_k_m, q4_k_m-old/model.gguf, false",
  })
  void matchesExactlyByTheFormOfTheFilter(String filter, String path, boolean matches) {
    assertThat(new Filter(filter, true).matches(new RepoPath(path))).isEqualTo(matches);
  }

  @Test
  void matchesAnyPartOfThePathWhenNotExact() {
    assertThat(new Filter("q4", false).matches(new RepoPath("a/Model-Q4_K_M.gguf"))).isTrue();
    assertThat(new Filter("", false).matches(new RepoPath("a"))).isFalse();
  }

  @Test
  void takesEverythingWithoutFilters() {
    assertThat(Selection.ALL.choose(files("a", "b/c"))).hasSize(2);
  }

  @Test
  void dropsExcludedFilesFirst() {
    var selection = new Selection(List.of(".gguf"), List.of("Q8"), true);

    assertThat(paths(selection.choose(files("m-Q4_0.gguf", "m-q8_0.gguf"))))
        .containsExactly("m-Q4_0.gguf");
  }

  @Test
  void takesOnlyWhatIsNamedOnceAGgufFileIsMeant() {
    var selection = new Selection(List.of("q4_k_m"), List.of(), true);

    assertThat(paths(selection.choose(files("README.md", "config.json", "m-Q4_K_M.gguf"))))
        .containsExactly("m-Q4_K_M.gguf");
  }

  @Test
  void bringsSmallCompanionsAlongElse() {
    var selection = new Selection(List.of("safetensors"), List.of(), true);

    assertThat(
            paths(
                selection.choose(
                    files(
                        "README.md",
                        "model.safetensors",
                        "model.bin",
                        "unet/config.json",
                        "unet/x/model.safetensors",
                        "unet/x/config.json",
                        "vae/config.json"))))
        .containsExactly(
            "README.md",
            "model.safetensors",
            "unet/config.json",
            "unet/x/model.safetensors",
            "unet/x/config.json");
  }

  @Test
  void choosesNothingWhenNoFilterMeetsAFile() {
    var selection = new Selection(List.of("q4"), List.of(), true);

    assertThat(selection.choose(files("README.md", "m-Q4_K_M.gguf"))).isEmpty();
  }
}
