package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A `README.md`, read.
///
/// @param data its metadata; empty when there is none, or none that can be read
/// @param text what follows
record Card(ObjectNode data, String text) {

  /// The longest README that is read, in bytes; of a longer one the rest is not seen.
  static final int MAX_BYTES = 1 << 20;

  static final Card NONE = new Card(YamlValues.emptyMapping(), "");

  /// Reads a card. Broken metadata is no metadata: its author was told by `validate-yaml`.
  static Card of(String readme) {
    FrontMatter parts = FrontMatter.of(readme);
    if (parts.yaml() == null) {
      return new Card(YamlValues.emptyMapping(), parts.text());
    }
    try {
      return new Card(CardYaml.read(parts.yaml()), parts.text());
    } catch (CardYamlException _) {
      return new Card(YamlValues.emptyMapping(), parts.text());
    }
  }

  /// A single value as text; empty for a list or a mapping.
  Optional<String> value(String key) {
    JsonNode value = data.path(key);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText().strip())
        : Optional.empty();
  }

  /// A value or a list of values as texts.
  List<String> values(String key) {
    JsonNode value = data.path(key);
    if (!value.isArray()) {
      return value(key).stream().toList();
    }
    var texts = new ArrayList<String>();
    for (JsonNode one : value) {
      if (one.isValueNode() && !one.isNull() && !one.asText().isBlank()) {
        texts.add(one.asText().strip());
      }
    }
    return texts;
  }

  boolean has(String key) {
    return data.hasNonNull(key);
  }
}
