package dev.hubdesk.app.config;

import dev.hubdesk.desk.settings.FolderText;
import dev.hubdesk.http.ListenAddress;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Values that the settings of both halves are made of. A value that makes no sense is refused with
/// a [ConfigurationException] that names its setting.
public final class SettingValues {

  private SettingValues() {}

  /// The data directory.
  public static Path data(Configuration from) {
    return directory(from, Setting.DATA);
  }

  static Path directory(Configuration from, Setting setting) {
    FolderText.foreign(from.text(setting))
        .ifPresent(why -> {
          throw from.refuse(setting, "is not usable: " + why);
        });
    return parsed(from, setting, () -> Path.of(from.text(setting)).toAbsolutePath().normalize());
  }

  static ListenAddress listen(Configuration from, Setting setting) {
    return parsed(from, setting, () -> ListenAddress.parse(from.text(setting)));
  }

  /// Values refuse nonsense by themselves; here the refusal gets the name of the setting.
  static <T> T parsed(Configuration from, Setting setting, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw from.refuse(setting, "is not usable: " + e.getMessage());
    }
  }
}
