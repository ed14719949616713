package dev.hubdesk.app.config;

/// Where a value comes from.
///
/// @param text for people: `default`, `environment HF_HOME`, `flag --data`, `file /etc/…`
public record Origin(String text) {

  /// Nobody said anything.
  public static final Origin BUILT_IN = new Origin("default");

  static Origin file(String path) {
    return new Origin("file " + path);
  }

  static Origin environment(String name) {
    return new Origin("environment " + name);
  }

  static Origin flag(String name) {
    return new Origin("flag " + name);
  }
}
