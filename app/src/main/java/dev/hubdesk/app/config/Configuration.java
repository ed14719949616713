package dev.hubdesk.app.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The values in force, each with its origin. What has no value (no base URL, no token) is an empty
/// list.
public final class Configuration {

  private final Map<Setting, Value> values;

  Configuration(Map<Setting, Value> values) {
    this.values = new EnumMap<>(values);
  }

  /// The values of a setting, in order.
  public List<String> all(Setting setting) {
    return value(setting).texts();
  }

  /// The value of a setting that always has one.
  public String text(Setting setting) {
    return all(setting).getFirst();
  }

  /// Where the value comes from.
  public Origin origin(Setting setting) {
    return value(setting).origin();
  }

  /// Whether anybody set it.
  public boolean isSet(Setting setting) {
    return !origin(setting).equals(Origin.BUILT_IN);
  }

  private Value value(Setting setting) {
    return values.getOrDefault(setting, Value.NONE);
  }

  /// A refusal of a setting's value.
  public ConfigurationException refuse(Setting setting, String reason) {
    return new ConfigurationException(
        setting.key() + " (" + origin(setting).text() + ") " + reason);
  }

  /// Texts and where they come from.
  record Value(List<String> texts, Origin origin) {

    static final Value NONE = new Value(List.of(), Origin.BUILT_IN);

    Value {
      texts = List.copyOf(texts);
    }
  }
}
