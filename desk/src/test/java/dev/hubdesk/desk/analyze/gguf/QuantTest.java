package dev.hubdesk.desk.analyze.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantTest {

  @ParameterizedTest
  @CsvSource({
    "Qwen3-4B-Q4_K_M, Q4_K_M, 4",
    "Qwen3-4B-q4_k_m, Q4_K_M, 4",
    "llama-2-7b.Q2_K, Q2_K, 1",
    "Qwen3-4B-UD-Q3_K_XL, UD_Q3_K_XL, 3",
    "Qwen3-4B-UD-IQ1_S, UD_IQ1_S, 1",
    "Model-IQ2_XXS, IQ2_XXS, 1",
    "Model-IQ3_M, IQ3_M, 2",
    "Model-IQ4_NL, IQ4_NL, 3",
    "Model.i1-Q5_K_S, Q5_K_S, 4",
    "Model-Q2_K_L, Q2_K_L, 1",
    "Model-Q2_K_XL, Q2_K_XL, 2",
    "Model-Q3_K_L, Q3_K_L, 2",
    "Model-Q4_0_4_8, Q4_0_4_8, 3",
    "Model-Q5_K_M, Q5_K_M, 5",
    "Model-Q6_K, Q6_K, 5",
    "Model-Q8_0, Q8_0, 5",
    "Model-BF16, BF16, 5",
    "Model-F16, F16, 5",
    "Model-MXFP4_MOE, MXFP4_MOE, 4",
    "gpt-oss-20b-mxfp4, MXFP4, 4",
    "Model-TQ1_0, TQ1_0, 1",
    "Model-APEX-I-Quality, APEX_I_QUALITY, 5",
    "Model-APEX-Mini, APEX_MINI, 2",
    "model_F16_to_Q4_0, Q4_0, 3",
  })
  void readsTheLabelAndItsQuality(String name, String label, int quality) {
    Quant quant = Quant.find(name).orElseThrow().quant();

    assertThat(quant.label()).isEqualTo(label);
    assertThat(quant.quality()).isEqualTo(quality);
    assertThat(quant.description()).isNotBlank();
  }

  @Test
  void readsNoLabelWhereThereIsNone() {
    assertThat(Quant.find("tinyllama")).isEmpty();
    assertThat(Quant.find("IQ4x")).isEmpty();
    assertThat(Quant.find("xQ4_K_M")).isEmpty();
  }
}
