package dev.hubdesk.desk.analyze.model;

import static dev.hubdesk.desk.testing.Files.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.Subjects;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinementTest {

  private static Kind refine(Kind kind, String info, String config, String processor) {
    return Refinement.of(
        kind,
        Subjects.of(
            files("config.json", "preprocessor_config.json", "model.safetensors"),
            info,
            Map.of("config.json", config, "preprocessor_config.json", processor)));
  }

  @ParameterizedTest
  @CsvSource({
    "llama, TRANSFORMERS",
    "digit, TRANSFORMERS",
    "qwen3_moe, TRANSFORMERS",
    "whisper, AUDIO",
    "vits, AUDIO",
    "wav2vec2-conformer, AUDIO",
    "vit, VISION",
    "vit_mae, VISION",
    "dinov2, VISION",
    "clip, MULTIMODAL",
    "llava_next, MULTIMODAL",
    "qwen2_5_vl, MULTIMODAL",
    "qwen3_vl_moe, MULTIMODAL",
    "glm4v, MULTIMODAL",
    "blip-2, MULTIMODAL",
  })
  void theTypeOfTheModelTellsItsSenses(String type, Kind expected) {
    assertThat(refine(Kind.TRANSFORMERS, "{}", "{\"model_type\": \"" + type + "\"}", "{}"))
        .isEqualTo(expected);
  }

  @Test
  void twoConfigurationsInOneAreTwoSenses() {
    String config = "{\"model_type\": \"new\", \"vision_config\": {}, \"text_config\": {}}";

    assertThat(refine(Kind.TRANSFORMERS, "{}", config, "{}")).isEqualTo(Kind.MULTIMODAL);
  }

  @Test
  void aProcessorTellsWhatItProcesses() {
    assertThat(refine(Kind.GENERIC, "{}", "{}", "{\"sampling_rate\": 16000}"))
        .isEqualTo(Kind.AUDIO);
    assertThat(refine(Kind.GENERIC, "{}", "{}", "{\"image_mean\": [0.5]}")).isEqualTo(Kind.VISION);
    assertThat(refine(Kind.TRANSFORMERS, "{}", "{\"vocab_size\": 9}", "{\"image_mean\": [0.5]}"))
        .isEqualTo(Kind.MULTIMODAL);
  }

  @Test
  void aProcessorFileAloneTellsNothing() {
    assertThat(
            Refinement.of(
                Kind.TRANSFORMERS,
                Subjects.of(
                    files("config.json", "processor_config.json", "model.safetensors"),
                    "{}",
                    Map.of(
                        "config.json",
                        "{\"model_type\":\"llama\"}",
                        "processor_config.json",
                        "{}"))))
        .isEqualTo(Kind.TRANSFORMERS);
  }

  @Test
  void theTaskCountsWhereTheConfigurationIsSilent() {
    String task = "{\"pipeline_tag\": \"text-to-speech\"}";

    assertThat(refine(Kind.TRANSFORMERS, task, "{\"model_type\": \"new\"}", "{}"))
        .isEqualTo(Kind.AUDIO);
    assertThat(refine(Kind.TRANSFORMERS, task, "{\"model_type\": \"vit\"}", "{}"))
        .isEqualTo(Kind.VISION);
  }

  @ParameterizedTest
  @CsvSource({
    "gptq, GPTQ",
    "awq, AWQ",
    "fp8, TRANSFORMERS",
    "bitsandbytes, TRANSFORMERS",
    "compressed-tensors, TRANSFORMERS"
  })
  void theMethodInsideTheConfigurationCounts(String method, Kind expected) {
    String config =
        "{\"model_type\": \"llama\", \"quantization_config\": {\"quant_method\": \""
            + method
            + "\"}}";

    assertThat(refine(Kind.TRANSFORMERS, "{}", config, "{}")).isEqualTo(expected);
  }

  @Test
  void anAdapterOfDiffusersIsKnownByItsNameOrTag() {
    assertThat(
            Refinement.of(
                Kind.GENERIC, Subjects.of(files("pytorch_lora_weights.safetensors", "README.md"))))
        .isEqualTo(Kind.LORA);
    assertThat(refine(Kind.GENERIC, "{\"tags\": [\"lora\"]}", "{}", "{}")).isEqualTo(Kind.LORA);
  }
}
