package dev.hubdesk.app.cli;

import dev.hubdesk.app.config.Setting;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The settings as flags.
final class SettingFlags {

  private SettingFlags() {}

  /// Adds a flag for every setting of these halves.
  static void add(CommandSpec spec, boolean hub, boolean desk) {
    for (Setting setting : Setting.values()) {
      if (setting.isOf(hub, desk)) {
        setting.flag().ifPresent(flag -> spec.addOption(option(setting, flag)));
      }
    }
  }

  private static OptionSpec option(Setting setting, String flag) {
    return OptionSpec.builder(flag)
        .type(setting.isList() ? String[].class : String.class)
        .arity("1")
        .paramLabel(setting.label())
        .description(
            (setting.description()
                    + " Default: "
                    + setting.builtIn()
                    + ". Environment: "
                    + String.join(", ", setting.environment())
                    + ".")
                .replace("%", "%%"))
        .build();
  }

  /// What was given.
  static Map<Setting, List<String>> given(ParseResult result) {
    Map<Setting, List<String>> given = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting
          .flag()
          .filter(result::hasMatchedOption)
          .ifPresent(flag -> given.put(setting, texts(setting, flag, result)));
    }
    return given;
  }

  private static List<String> texts(Setting setting, String flag, ParseResult result) {
    if (setting.isList()) {
      return Arrays.asList(result.matchedOptionValue(flag, new String[0]));
    }
    return List.of(result.matchedOptionValue(flag, ""));
  }
}
