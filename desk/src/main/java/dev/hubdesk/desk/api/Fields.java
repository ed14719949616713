package dev.hubdesk.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The fields of a JSON object that somebody sent. Null counts as not there; a field of another
/// type is refused with BadRequest.
public record Fields(JsonNode object) {

  /// A text without spaces around it; an empty one counts as not there.
  public Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    return Optional.of(value.textValue().strip()).filter(text -> !text.isEmpty());
  }

  /// As [#text].
  ///
  /// @throws FailureException with BadRequest when it is not there
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () -> new FailureException(new Failure.BadRequest("Missing required field: " + name)));
  }

  /// Whether it is true.
  public boolean flag(String name) {
    return flag(name, false);
  }

  /// As [#flag(String)].
  ///
  /// @param otherwise when it is not there
  public boolean flag(String name, boolean otherwise) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  /// A number of bytes or things.
  ///
  /// @throws FailureException with BadRequest when it is not there
  public long count(String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  /// The items of a list, each read by `item`; an absent list is empty.
  ///
  /// @param most items
  public <T> List<T> list(String name, int most, Function<JsonNode, T> item) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    if (value.size() > most) {
      throw wrong(name, "a list of at most " + most);
    }
    var items = new ArrayList<T>();
    value.forEach(node -> items.add(item.apply(node)));
    return items;
  }

  /// The texts of a list, without spaces around them; empty ones do not count, and an absent list
  /// is empty.
  public List<String> texts(String name) {
    return list(name, Integer.MAX_VALUE, item -> text(name, item)).stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String text(String name, JsonNode item) {
    if (!item.isTextual()) {
      throw wrong(name, "a list of texts");
    }
    return item.textValue().strip();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static FailureException wrong(String name, String rule) {
    return new FailureException(new Failure.BadRequest("Invalid " + name + ": it is " + rule));
  }
}
