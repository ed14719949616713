package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.PartialConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many bits a quantized model spends on a weight, as far as its configuration proves it.
///
/// @param bits of the whole model; 0 when it is not provably the same everywhere
/// @param headBits of the head; null when it is not told
/// @param expertMin the smallest width of experts; null when none is told
/// @param mixed whether parts differ
/// @param partial whether only the beginning of the configuration is known
record Widths(
    int bits,
    @Nullable Double headBits,
    @Nullable Double expertMin,
    @Nullable Double expertMax,
    boolean mixed,
    boolean partial) {

  private static final List<String> PARTS = List.of("head_bits", "vision_bits", "mtp_bits");
  private static final List<String> EXPERTS = List.of("expert_bits", "routed_expert_bits");
  private static final List<String> AVERAGES = List.of("bits_per_weight", "routed_expert_bits_avg");

  static Widths of(JsonNode config) {
    double declared = declared(config);
    var experts = new ArrayList<Double>();
    EXPERTS.forEach(name -> numbers(config.path(name), experts));
    boolean mixed =
        EXPERTS.stream().anyMatch(config::has)
            || AVERAGES.stream().anyMatch(config::has)
            || PARTS.stream().anyMatch(name -> differs(config.path(name), declared))
            || (declared > 0 && declared != Math.rint(declared))
            || groups(config).size() > 1
            || config.path("dynamic").isObject();
    boolean partial = config.has(PartialConfig.MARK);
    return new Widths(
        mixed || partial ? 0 : (int) declared,
        config.path("head_bits").isNumber() ? config.path("head_bits").doubleValue() : null,
        experts.stream().min(Double::compare).orElse(null),
        experts.stream().max(Double::compare).orElse(null),
        mixed,
        partial);
  }

  /// The width that is told for the model, by each method's own field; 0 when none is.
  static double declared(JsonNode config) {
    for (String field : new String[] {"bits", "w_bit", "nbits"}) {
      if (config.path(field).isNumber()) {
        return config.path(field).doubleValue();
      }
    }
    JsonNode hqq = config.path("quant_config").path("weight_quant_params").path("nbits");
    if (hqq.isNumber()) {
      return hqq.doubleValue();
    }
    Set<Double> groups = groups(config);
    return groups.size() == 1 ? groups.iterator().next() : byMethod(config);
  }

  private static double byMethod(JsonNode config) {
    if (config.path("load_in_4bit").asBoolean(false)
        || config.path("_load_in_4bit").asBoolean(false)) {
      return 4;
    }
    if (config.path("load_in_8bit").asBoolean(false)
        || config.path("_load_in_8bit").asBoolean(false)) {
      return 8;
    }
    String weights = config.path("weights").asText("");
    String algorithm = config.path("quant_algo").asText(weights).toLowerCase(Locale.ROOT);
    if (algorithm.contains("fp4") || algorithm.contains("int4") || algorithm.contains("w4")) {
      return 4;
    }
    if (algorithm.contains("fp8") || algorithm.contains("int8") || algorithm.contains("float8")) {
      return 8;
    }
    return switch (config.path("quant_method").asText("")) {
      case "fp8", "fbgemm_fp8" -> 8;
      case "mxfp4", "nvfp4" -> 4;
      default -> 0;
    };
  }

  /// The widths of compressed-tensors' groups of layers.
  private static Set<Double> groups(JsonNode config) {
    var widths = new HashSet<Double>();
    for (JsonNode group : config.path("config_groups")) {
      JsonNode width = group.path("weights").path("num_bits");
      if (width.isNumber()) {
        widths.add(width.doubleValue());
      }
    }
    return widths;
  }

  private static boolean differs(JsonNode part, double declared) {
    return part.isNumber() && part.doubleValue() != declared;
  }

  private static void numbers(JsonNode node, List<Double> into) {
    if (node.isNumber()) {
      into.add(node.doubleValue());
    }
    node.forEach(child -> numbers(child, into));
  }
}
