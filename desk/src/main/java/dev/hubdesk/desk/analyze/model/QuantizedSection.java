package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.analyze.AnswerObject;
import dev.hubdesk.desk.analyze.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The `quantized` object: the method, the widths, and what runs it.
final class QuantizedSection {

  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("gptq", "GPTQ, calibrated one layer at a time"),
          Map.entry("awq", "AWQ, keeps the weights that activations need"),
          Map.entry("exl2", "ExLlamaV2, mixed widths to an average"),
          Map.entry("exl3", "ExLlamaV3, trellis quantization"),
          Map.entry("bitsandbytes", "bitsandbytes, quantized while loading"),
          Map.entry("bnb", "bitsandbytes, quantized while loading"),
          Map.entry("hqq", "HQQ, without calibration"),
          Map.entry("eetq", "EETQ, 8-bit weights"),
          Map.entry("compressed-tensors", "compressed-tensors, by LLM Compressor"),
          Map.entry("fp8", "8-bit floating point"),
          Map.entry("fbgemm_fp8", "8-bit floating point"),
          Map.entry("mxfp4", "4-bit floating point with shared scales (MX)"),
          Map.entry("modelopt", "NVIDIA ModelOpt"),
          Map.entry("torchao", "torchao"),
          Map.entry("quanto", "Quanto"),
          Map.entry("aqlm", "AQLM, additive quantization"),
          Map.entry("mlx", "MLX, groups of weights"));

  private QuantizedSection() {}

  /// The object; empty when the model is not quantized.
  static AnswerObject of(Subject subject, List<Weight> weights) {
    JsonNode config = QuantizedConfig.of(subject.metadata());
    var told = new AnswerObject();
    if (!config.isObject()) {
      return told;
    }
    String method = config.path("quant_method").asText("").toLowerCase(Locale.ROOT);
    Widths widths = Widths.of(config);
    told.put("method", method)
        .put("method_description", METHODS.get(method))
        .put("bits", widths.bits())
        .put("head_bits", widths.headBits())
        .put("expert_bits_min", widths.expertMin())
        .put("expert_bits_max", widths.expertMax())
        .flag("mixed_precision", widths.mixed())
        .flag("config_partial", widths.partial())
        .copy(
            config, "group_size", "desc_act", "zero_point", "version", "bits_per_weight", "format")
        .put("symmetric", config.path("sym"))
        .put("excluded_modules", excluded(config))
        .put("backends", backends(method, config))
        .put("model_architecture", subject.metadata().config().path("architectures").path(0));
    if (!told.map().containsKey("bits_per_weight") && isFraction(Widths.declared(config))) {
      told.put("bits_per_weight", Widths.declared(config));
    }
    long bytes = weights.stream().mapToLong(weight -> weight.file().size()).sum();
    if (bytes > 0) {
      long vram = bytes + bytes / 5;
      told.put("estimated_vram", vram).put("estimated_vram_human", Sizes.human(vram));
    }
    return told;
  }

  private static boolean isFraction(double width) {
    return width != Math.rint(width);
  }

  private static List<String> excluded(JsonNode config) {
    var modules = new ArrayList<String>();
    for (String field : new String[] {"modules_to_not_convert", "ignore", "ignored_layers"}) {
      config.path(field).forEach(node -> modules.add(node.asText()));
    }
    return modules.size() > 100 ? modules.subList(0, 100) : modules;
  }

  private static List<String> backends(String method, JsonNode config) {
    return switch (method) {
      case "gptq" ->
          config.path("group_size").asInt(0) == 128 && !config.path("desc_act").asBoolean(false)
              ? List.of("auto-gptq", "exllamav2", "transformers", "vllm")
              : List.of("auto-gptq", "exllamav2", "transformers");
      case "awq" -> List.of("autoawq", "vllm", "transformers");
      case "exl2" -> List.of("exllamav2");
      case "exl3" -> List.of("exllamav3");
      case "bitsandbytes", "bnb" -> List.of("transformers", "bitsandbytes");
      case "hqq" -> List.of("hqq", "transformers");
      case "eetq" -> List.of("eetq", "transformers");
      case "compressed-tensors", "fp8", "mxfp4" -> List.of("vllm", "transformers");
      case "modelopt" -> List.of("vllm", "tensorrt-llm");
      case "mlx" -> List.of("mlx-lm");
      default -> List.of();
    };
  }
}
