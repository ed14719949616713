package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what a YAML parser made into JSON. Keys become text; what JSON cannot say (infinity, not a
/// number) becomes text, too.
final class YamlValues {

  /// How deep JSON may be nested when aliases have been followed.
  private static final int MAX_DEPTH = 200;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int left;
  private int depth;

  /// @param values the most values: an alias counts again each time
  YamlValues(int values) {
    this.left = values;
  }

  static ObjectNode emptyMapping() {
    return NODES.objectNode();
  }

  JsonNode json(@Nullable Object value) throws CardYamlException {
    // An alias inside of what it stands for never ends, but soon lies deeper than the text did.
    if (--left < 0 || depth > MAX_DEPTH) {
      throw new CardYamlException("the metadata holds too many values");
    }
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> map -> mapping(map);
      case Collection<?> list -> list(list);
      case Boolean b -> NODES.booleanNode(b);
      case Integer i -> NODES.numberNode(i);
      case Long l -> NODES.numberNode(l);
      case BigInteger big -> NODES.numberNode(big);
      case Double d when Double.isFinite(d) -> NODES.numberNode(d);
      default -> NODES.textNode(value.toString());
    };
  }

  private ObjectNode mapping(Map<?, ?> map) throws CardYamlException {
    ObjectNode mapping = NODES.objectNode();
    depth++;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      mapping.set(String.valueOf(entry.getKey()), json(entry.getValue()));
    }
    depth--;
    return mapping;
  }

  private ArrayNode list(Collection<?> values) throws CardYamlException {
    ArrayNode list = NODES.arrayNode();
    depth++;
    for (Object value : values) {
      list.add(json(value));
    }
    depth--;
    return list;
  }
}
