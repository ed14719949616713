package dev.hubdesk.app.cli;

import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.ConfigurationException;
import dev.hubdesk.app.config.Setting;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Whom an `admin` command is for: the data of a Hub that is stopped, or a Hub that runs.
sealed interface HubTarget {

  String DATA = "--data";
  String ENDPOINT = "--endpoint";
  String TOKEN_FILE = "--token-file";

  /// A Hub that is stopped.
  record Stopped(Configuration configuration) implements HubTarget {}

  /// A Hub that runs.
  record Running(String endpoint, Path tokenFile) implements HubTarget {}

  /// Adds the flags.
  static void addTo(CommandSpec spec) {
    spec.addOption(option(DATA, "DIR", "On the data of a Hub that is stopped."));
    spec.addOption(option(ENDPOINT, "URL", "On a Hub that runs."));
    spec.addOption(
        option(TOKEN_FILE, "FILE", "Holds a write token of an administrator of that Hub."));
  }

  static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// Reads the flags.
  ///
  /// @throws ConfigurationException when they do not go together
  static HubTarget of(ParseResult given, Surroundings around) {
    String endpoint = given.matchedOptionValue(ENDPOINT, "");
    String tokenFile = given.matchedOptionValue(TOKEN_FILE, "");
    boolean half = endpoint.isEmpty() != tokenFile.isEmpty();
    boolean both = !endpoint.isEmpty() && given.hasMatchedOption(DATA);
    if (half || both) {
      throw new ConfigurationException(
          "Give either --data, for a stopped Hub, or --endpoint with --token-file, for a running"
              + " one");
    }
    if (!endpoint.isEmpty()) {
      return new Running(endpoint, Path.of(tokenFile));
    }
    Map<Setting, List<String>> flags = new EnumMap<>(Setting.class);
    if (given.hasMatchedOption(DATA)) {
      flags.put(Setting.DATA, List.of(given.matchedOptionValue(DATA, "")));
    }
    return new Stopped(around.configuration(flags));
  }
}
