package dev.hubdesk.hub.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An object of a declaration file, read strictly.
///
/// @param place where it stands, for messages
record Declared(String place, JsonNode json) {

  /// @throws FailureException when the value is no object or holds another key
  static Declared object(String place, JsonNode json, String... keys) {
    if (!json.isObject()) {
      throw wrong(place.isEmpty() ? "The file" : place, "must be an object");
    }
    Set<String> known = Set.of(keys);
    json.fieldNames()
        .forEachRemaining(key -> {
          if (!known.contains(key)) {
            throw wrong(join(place, key), "is not known (known: " + sorted(known) + ")");
          }
        });
    return new Declared(place, json);
  }

  String text(String key) {
    @Nullable String text = textOrNull(key);
    if (text == null || text.isEmpty()) {
      throw wrong(join(place, key), "is missing");
    }
    return text;
  }

  @Nullable String textOrNull(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(join(place, key), "must be text");
    }
    return value.textValue();
  }

  @Nullable Boolean flagOrNull(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrong(join(place, key), "must be true or false");
    }
    return value.booleanValue();
  }

  /// One of an enum's names, in lower case.
  <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    String text = text(key);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw wrong(join(place, key), "must be one of " + names);
  }

  /// The items of a list; none when the key is missing.
  List<Item> list(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(join(place, key), "must be a list");
    }
    var items = new ArrayList<Item>();
    for (JsonNode item : value) {
      items.add(new Item(join(place, key) + "[" + items.size() + "]", item));
    }
    return items;
  }

  private static String join(String place, String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static FailureException wrong(String place, String what) {
    return new FailureException(new Failure.BadRequest(place + " " + what));
  }

  /// An item of a list.
  record Item(String place, JsonNode json) {
    Declared object(String... keys) {
      return Declared.object(place, json, keys);
    }
  }
}
