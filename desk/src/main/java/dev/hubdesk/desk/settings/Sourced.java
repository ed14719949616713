package dev.hubdesk.desk.settings;

import java.util.function.Function;

/// A value and who said it.
///
/// @param source for people: `default`, `environment HF_HOME`, `flag --cache-dir`, `settings`
public record Sourced<T>(T value, String source) {

  /// Nobody said anything.
  public static final String DEFAULT = "default";

  /// Said on the Desk's settings page.
  static final String SETTINGS = "settings";

  /// A value that anything else beats.
  public static <T> Sourced<T> byDefault(T value) {
    return new Sourced<>(value, DEFAULT);
  }

  /// Whether flags or environment said it: then the settings file cannot change it.
  boolean isFixed() {
    return !source.equals(DEFAULT) && !source.equals(SETTINGS);
  }

  <R> Sourced<R> map(Function<T, R> change) {
    return new Sourced<>(change.apply(value), source);
  }
}
