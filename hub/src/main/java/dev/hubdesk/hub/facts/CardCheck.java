package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Says what is wrong with a card before it is committed.
public final class CardCheck {

  private static final List<String> LISTS_OF_TEXTS = List.of("tags");
  private static final List<String> TEXTS = List.of("pipeline_tag", "library_name", "sdk");
  private static final List<String> TEXT_OR_LIST =
      List.of("language", "datasets", "base_model", "metrics", "models");

  private final List<Remark> errors = new ArrayList<>();
  private final List<Remark> warnings = new ArrayList<>();

  private CardCheck() {}

  /// What is wrong with a card.
  ///
  /// @param errors with any of them the card is refused
  public record Verdict(List<Remark> errors, List<Remark> warnings) {}

  /// One thing that is wrong, said to the card's author.
  public record Remark(String message) {}

  /// Judges the whole text of a `README.md`.
  public static Verdict of(String readme) {
    var check = new CardCheck();
    FrontMatter parts = FrontMatter.of(readme);
    if (parts.yaml() == null || parts.yaml().isBlank()) {
      check.warnings.add(new Remark("empty or missing yaml metadata in repo card"));
    } else {
      check.yaml(parts.yaml());
    }
    return new Verdict(List.copyOf(check.errors), List.copyOf(check.warnings));
  }

  private void yaml(String yaml) {
    try {
      ObjectNode data = CardYaml.readStrictly(yaml);
      if (data.isEmpty()) {
        warnings.add(new Remark("empty or missing yaml metadata in repo card"));
      }
      fields(data);
    } catch (CardYamlException e) {
      error("YAML: " + e.getMessage());
    }
  }

  private void fields(ObjectNode data) {
    license(data.path("license"));
    for (String field : TEXTS) {
      if (isGiven(data.path(field)) && !data.path(field).isTextual()) {
        error("\"" + field + "\" must be a string");
      }
    }
    for (String field : LISTS_OF_TEXTS) {
      if (isGiven(data.path(field)) && !isListOfValues(data.path(field))) {
        error("\"" + field + "\" must be an array of strings");
      }
    }
    for (String field : TEXT_OR_LIST) {
      JsonNode value = data.path(field);
      if (isGiven(value) && !value.isValueNode() && !isListOfValues(value)) {
        error("\"" + field + "\" must be a string or an array of strings");
      }
    }
    modelIndex(data.path("model-index"));
  }

  private void license(JsonNode license) {
    if (!isGiven(license)) {
      return;
    }
    List<JsonNode> named = new ArrayList<>();
    if (license.isArray()) {
      license.forEach(named::add);
    } else {
      named.add(license);
    }
    for (JsonNode one : named) {
      if (!one.isTextual() || !Licenses.KNOWN.contains(one.textValue())) {
        error("\"license\" must be one of [" + String.join(", ", Licenses.KNOWN) + "]");
        return;
      }
    }
  }

  private void modelIndex(JsonNode index) {
    if (!isGiven(index)) {
      return;
    }
    if (!index.isArray()) {
      error("\"model-index\" must be an array");
      return;
    }
    for (int i = 0; i < index.size(); i++) {
      model(index.get(i), "model-index[" + i + "]");
    }
  }

  private void model(JsonNode model, String where) {
    if (!model.path("name").isTextual()) {
      error("\"" + where + ".name\" must be a string");
    }
    JsonNode results = model.path("results");
    if (!results.isArray()) {
      error("\"" + where + ".results\" must be an array");
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      result(results.get(i), where + ".results[" + i + "]");
    }
  }

  private void result(JsonNode result, String where) {
    if (!result.path("task").path("type").isTextual()) {
      error("\"" + where + ".task.type\" must be a string");
    }
    JsonNode dataset = result.path("dataset");
    for (String field : List.of("type", "name")) {
      if (isGiven(dataset) && !dataset.path(field).isTextual()) {
        error("\"" + where + ".dataset." + field + "\" must be a string");
      }
    }
    JsonNode metrics = result.path("metrics");
    if (isGiven(metrics) && !metrics.isArray()) {
      error("\"" + where + ".metrics\" must be an array");
      return;
    }
    for (int i = 0; i < metrics.size(); i++) {
      JsonNode metric = metrics.get(i);
      if (!metric.path("type").isTextual() || !isGiven(metric.path("value"))) {
        error("\"" + where + ".metrics[" + i + "]\" must have a type and a value");
      }
    }
  }

  private static boolean isListOfValues(JsonNode value) {
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode one : value) {
      if (!one.isValueNode()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGiven(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private void error(String message) {
    errors.add(new Remark(message));
  }
}
