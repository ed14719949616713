package dev.hubdesk.app.config;

import dev.hubdesk.app.config.Configuration.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Puts the layers on top of each other: built-in value, file, environment, flag.
public final class ConfigurationReader {

  private final Map<String, String> environment;
  private final Defaults defaults;

  public ConfigurationReader(Map<String, String> environment, Map<String, String> system) {
    this.environment = Map.copyOf(environment);
    this.defaults = new Defaults(this.environment, system);
  }

  /// Reads everything.
  ///
  /// @param flags what the command line gave
  /// @throws ConfigurationException when a file cannot be read or says something unknown
  public Configuration read(Map<Setting, List<String>> flags) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, new Value(defaults.of(setting), Origin.BUILT_IN));
    }
    values.putAll(fromFile(flags));
    values.putAll(fromEnvironment());
    flags.forEach((setting, texts) ->
        values.put(setting, new Value(texts, Origin.flag(setting.flag().orElse(setting.key())))));
    return new Configuration(values);
  }

  private Map<Setting, Value> fromFile(Map<Setting, List<String>> flags) {
    Map<Setting, Value> named = new EnumMap<>(fromEnvironment());
    flags.forEach((setting, texts) -> named.put(setting, new Value(texts, Origin.BUILT_IN)));
    Value file = named.get(Setting.CONFIG);
    if (file != null) {
      return ConfigurationFile.read(Path.of(file.texts().getFirst()), true);
    }
    Value data = named.get(Setting.DATA);
    Path folder =
        Path.of((data == null ? defaults.of(Setting.DATA) : data.texts()).getFirst())
            .resolve(ConfigurationFile.NAME);
    return Files.exists(folder) ? ConfigurationFile.read(folder, false) : Map.of();
  }

  private Map<Setting, Value> fromEnvironment() {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      for (String name : setting.environment()) {
        String text = environment.getOrDefault(name, "");
        if (!text.isBlank()) {
          values.put(setting, new Value(meaning(setting, name, text), Origin.environment(name)));
          break;
        }
      }
    }
    return values;
  }

  /// Two of the cache's variables name a directory above it.
  private List<String> meaning(Setting setting, String name, String text) {
    if (setting != Setting.CACHE_DIR) {
      return split(setting, text);
    }
    String folder = ClientFolder.of(text, defaults.home().toString(), environment);
    return switch (name) {
      case "HF_HOME" -> List.of(Path.of(folder, "hub").toString());
      case "XDG_CACHE_HOME" -> List.of(Path.of(folder, "huggingface", "hub").toString());
      default -> List.of(folder);
    };
  }

  static List<String> split(Setting setting, String text) {
    if (!setting.isList()) {
      return List.of(text.strip());
    }
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
