package dev.hubdesk.desk.analyze.model;

import static dev.hubdesk.desk.testing.Files.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.Subjects;
import dev.hubdesk.desk.analyze.kinds.AllKinds;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What runs a quantized model, and how much memory it wants.
class QuantizedSectionTest {

  private static String quantized(String config, long size) throws InterruptedException {
    List<TreeEntry.File> files = List.of(file("config.json", 100), file("model.safetensors", size));
    String text = "{\"model_type\": \"llama\", \"quantization_config\": " + config + "}";
    Findings findings =
        new AllKinds()
            .analyze(Kind.TRANSFORMERS, Subjects.of(files, "{}", Map.of("config.json", text)));
    return String.valueOf(findings.details().get("quantized"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"quant_method": "gptq", "group_size": 128, "desc_act": false} | [auto-gptq, exllamav2, transformers, vllm]
          {"quant_method": "gptq", "group_size": 128, "desc_act": true}  | [auto-gptq, exllamav2, transformers]
          {"quant_method": "gptq", "group_size": 32}                     | [auto-gptq, exllamav2, transformers]
          {"quant_method": "awq"}                                        | [autoawq, vllm, transformers]
          {"quant_method": "exl2"}                                       | [exllamav2]
          {"quant_method": "bitsandbytes"}                               | [transformers, bitsandbytes]
          {"quant_method": "bnb"}                                        | [transformers, bitsandbytes]
          {"quant_method": "hqq"}                                        | [hqq, transformers]
          {"quant_method": "eetq"}                                       | [eetq, transformers]
          """)
  void eachMethodHasItsPrograms(String config, String backends) throws InterruptedException {
    assertThat(quantized(config, 1_000)).contains("backends=" + backends);
  }

  @Test
  void aMethodThatNobodyKnowsHasNone() throws InterruptedException {
    assertThat(quantized("{\"quant_method\": \"nobodys\"}", 1_000))
        .contains("method=nobodys")
        .doesNotContain("backends=[a")
        .doesNotContain("method_description=");
  }

  @Test
  void moreBytesWantMoreMemory() throws InterruptedException {
    assertThat(quantized("{\"quant_method\": \"awq\"}", 1_000)).contains("estimated_vram=1200");
    assertThat(quantized("{\"quant_method\": \"awq\"}", 2_000)).contains("estimated_vram=2400");
  }
}
