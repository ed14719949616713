package dev.hubdesk.app.config;

import dev.hubdesk.app.config.Configuration.Value;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// A file of settings in the form of Java properties: `hub-listen=0.0.0.0:28080`.
final class ConfigurationFile {

  /// Its name in the data directory.
  static final String NAME = "hubdesk.properties";

  /// The largest file that is read, in bytes.
  static final long MAX_BYTES = 1L << 20;

  private ConfigurationFile() {}

  /// Reads a file.
  ///
  /// @param mayNameData false for the file inside the data directory, which cannot say where that
  ///   is
  static Map<Setting, Value> read(Path file, boolean mayNameData) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    Properties lines = load(file);
    for (String key : lines.stringPropertyNames()) {
      Setting setting = find(key, file, mayNameData);
      String text = lines.getProperty(key);
      if (text.isBlank()) {
        throw new ConfigurationException("The value of " + key + " in " + file + " is empty");
      }
      values.put(
          setting,
          new Value(ConfigurationReader.split(setting, text), Origin.file(file.toString())));
    }
    return values;
  }

  private static Setting find(String key, Path file, boolean mayNameData) {
    for (Setting setting : Setting.values()) {
      if (setting.key().equals(key)
          && setting != Setting.CONFIG
          && (mayNameData || setting != Setting.DATA)) {
        return setting;
      }
    }
    throw new ConfigurationException("'" + key + "' cannot be set in " + file);
  }

  private static Properties load(Path file) {
    var lines = new Properties();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigurationException(file + " is too large for a file of settings");
      }
      try (Reader in = Files.newBufferedReader(file)) {
        lines.load(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException("Cannot read the settings in " + file + ": " + e);
    }
    return lines;
  }
}
