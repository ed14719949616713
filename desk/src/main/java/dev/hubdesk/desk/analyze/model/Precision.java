package dev.hubdesk.desk.analyze.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.analyze.Subject;
import java.util.List;

/// In which type of number the weights are stored.
final class Precision {

  private Precision() {}

  /// `bfloat16`, as the configuration declares it; empty when it does not.
  static String declared(Subject subject) {
    JsonNode config = subject.metadata().config();
    for (JsonNode at : new JsonNode[] {config, config.path("text_config")}) {
      for (String field : List.of("torch_dtype", "dtype")) {
        if (at.path(field).isTextual()) {
          return at.path(field).textValue().replace("torch.", "");
        }
      }
    }
    return "";
  }

  /// `bf16`: as declared, else as file names say, else `fp32`.
  static String of(Subject subject, List<Weight> weights) {
    return switch (declared(subject)) {
      case "float16" -> "fp16";
      case "bfloat16" -> "bf16";
      case "float32" -> "fp32";
      case "" ->
          weights.stream()
              .map(Weight::variant)
              .filter(variant -> !variant.isEmpty())
              .findFirst()
              .orElse("fp32");
      default -> declared(subject);
    };
  }
}
