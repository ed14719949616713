package dev.hubdesk.desk.analyze.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.Subjects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"bits": 4} | 4 | false
          {"bits": 4, "head_bits": 4} | 4 | false
          {"bits": 4, "head_bits": 6} | 0 | true
          {"head_bits": 6} | 0 | true
          {"bits": 4.65} | 0 | true
          {"bits": 4, "bits_per_weight": 4.3} | 0 | true
          {"bits": 4, "expert_bits": {"0": 3, "1": [2, 5]}} | 0 | true
          {"bits": 4, "vision_bits": 8} | 0 | true
          {"bits": 4, "mtp_bits": 4} | 4 | false
          {"bits": 4, "routed_expert_bits_avg": 3.1} | 0 | true
          {"bits": 4, "modules_to_not_convert": ["lm_head"]} | 4 | false
          {"bits": 4, "__partial__": true} | 0 | false
          {"bits": null, "__partial__": true} | 0 | false
          {"w_bit": 4} | 4 | false
          {"load_in_4bit": true} | 4 | false
          {"load_in_8bit": true, "load_in_4bit": false} | 8 | false
          {"quant_method": "fp8"} | 8 | false
          {"quant_method": "mxfp4"} | 4 | false
          {"quant_method": "modelopt", "quant_algo": "NVFP4"} | 4 | false
          {"quant_method": "hqq", "quant_config": {"weight_quant_params": {"nbits": 3}}} | 3 | false
          {"config_groups": {"group_0": {"weights": {"num_bits": 8}}}} | 8 | false
          {"config_groups": {"a": {"weights": {"num_bits": 8}}, "b": {"weights": {"num_bits": 4}}}} | 0 | true
          {} | 0 | false
          """)
  void bitsAreToldOnlyWhereTheyAreProved(String config, int bits, boolean mixed) {
    Widths widths = Widths.of(Subjects.json(config));

    assertThat(widths.bits()).isEqualTo(bits);
    assertThat(widths.mixed()).isEqualTo(mixed);
  }
}
