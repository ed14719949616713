package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object of an answer in the making. What is not known is left out.
public final class AnswerObject {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /// Adds a value, unless it is null, empty, or a missing node.
  public AnswerObject put(String name, @Nullable Object value) {
    boolean isNothing =
        switch (value) {
          case null -> true;
          case JsonNode node -> node.isMissingNode() || node.isNull();
          case String text -> text.isEmpty();
          case Collection<?> many -> many.isEmpty();
          case Map<?, ?> map -> map.isEmpty();
          default -> false;
        };
    if (!isNothing && value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /// Adds a flag, unless it is false.
  public AnswerObject flag(String name, boolean value) {
    return value ? put(name, true) : this;
  }

  /// Copies fields of a configuration under their own names.
  public AnswerObject copy(JsonNode from, String... names) {
    for (String name : names) {
      put(name, from.path(name));
    }
    return this;
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /// The object, in the order in which it was made.
  public Map<String, Object> map() {
    return new LinkedHashMap<>(fields);
  }
}
