package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.desk.analyze.Metadata;

/// Finds how a model is quantized: in `quantize_config.json`, else `quantization_config.json`, else
/// `quantization_config` inside `config.json` (or its `text_config`), where nearly all newer
/// repositories have it, else `quantization` (MLX), else at the top of `config.json`.
final class QuantizedConfig {

  private QuantizedConfig() {}

  /// The configuration with a `quant_method`; the missing node when the model is not quantized.
  static JsonNode of(Metadata metadata) {
    JsonNode own = metadata.file("quantize_config.json");
    if (own.isObject()) {
      return named(own, "gptq");
    }
    JsonNode apart = metadata.file("quantization_config.json");
    if (apart.isObject()) {
      return apart;
    }
    JsonNode config = metadata.config();
    for (JsonNode at : new JsonNode[] {config, config.path("text_config")}) {
      if (at.path("quantization_config").isObject()
          && at.path("quantization_config").has("quant_method")) {
        return at.path("quantization_config");
      }
    }
    if (config.path("quantization").path("bits").isNumber()) {
      return named(config.path("quantization"), "mlx");
    }
    return config.has("quant_method") ? config : MissingNode.getInstance();
  }

  private static JsonNode named(JsonNode config, String method) {
    if (config.has("quant_method") || !(config instanceof ObjectNode object)) {
      return config;
    }
    return object.deepCopy().put("quant_method", method);
  }
}
