package dev.hubdesk.desk.plan;

import static dev.hubdesk.desk.testing.Files.files;
import static dev.hubdesk.desk.testing.Files.paths;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether filters mean GGUF models alone, or what belongs to the files that they name as well.
class ModelModeTest {

  private static final String[] NAMES = {
    "README.md",
    "config.json",
    "m-Q4_K_M.gguf",
    "m-Q8_0.gguf",
    "mmproj-F16.gguf",
    "model.safetensors"
  };

  @ParameterizedTest
  @CsvSource({
    "q4_k_m, true, m-Q4_K_M.gguf",
    "Q4_K_M, true, m-Q4_K_M.gguf",
    "q4_k_m, false, m-Q4_K_M.gguf",
    "mmproj-f16, true, mmproj-F16.gguf",
    "gguf, true, m-Q4_K_M.gguf m-Q8_0.gguf mmproj-F16.gguf",
    "safetensors, true, README.md config.json model.safetensors",
    "config, true, README.md config.json",
    "config.json, true, README.md config.json",
    ".md, true, README.md config.json",
    "'', true, ''",
  })
  void oneFilterThatMeetsAModelMeansModels(String filter, boolean exact, String chosen) {
    var selection = new Selection(List.of(filter), List.of(), exact);

    assertThat(String.join(" ", paths(selection.choose(files(NAMES))))).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({"config, q4_k_m", "q4_k_m, config", "safetensors, q4_k_m"})
  void oneOfSeveralIsEnough(String first, String second) {
    var selection = new Selection(List.of(first, second), List.of(), true);

    assertThat(paths(selection.choose(files(NAMES)))).contains("m-Q4_K_M.gguf");
    assertThat(paths(selection.choose(files(NAMES)))).doesNotContain("README.md");
  }
}
