package dev.hubdesk.app.config;

import java.util.List;

/// What `--print-config` shows: a line a setting, `key = value (origin)`, secrets hidden.
public final class PrintedConfiguration {

  private PrintedConfiguration() {}

  /// Prints the settings of the halves that run.
  public static List<String> lines(Configuration configuration, boolean hub, boolean desk) {
    return List.of(Setting.values()).stream()
        .filter(setting -> setting.isOf(hub, desk))
        .map(setting -> line(configuration, setting))
        .toList();
  }

  private static String line(Configuration configuration, Setting setting) {
    List<String> values = configuration.all(setting);
    String shown = values.isEmpty() ? "-" : String.join(", ", values);
    if (setting.isSecret() && !values.isEmpty()) {
      shown = "(hidden)";
    }
    return setting.key() + " = " + shown + "  (" + configuration.origin(setting).text() + ")";
  }
}
