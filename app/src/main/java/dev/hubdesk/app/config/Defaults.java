package dev.hubdesk.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Built-in values; a few depend on the machine.
final class Defaults {

  private final Map<String, String> environment;
  private final Map<String, String> system;

  /// @param system the JVM's properties `os.name` and `user.home`
  Defaults(Map<String, String> environment, Map<String, String> system) {
    this.environment = environment;
    this.system = system;
  }

  List<String> of(Setting setting) {
    return switch (setting) {
      case DATA -> List.of(userData().resolve("hubdesk").toString());
      case HUB_LISTEN, COLLECT_AFTER, DESK_LISTEN, DESK_USER, ENDPOINT, LOG_FORMAT, LOG_LEVEL ->
          List.of(setting.builtIn());
      case CACHE_DIR -> List.of(home().resolve(Path.of(".cache", "huggingface", "hub")).toString());
      case CONFIG,
          BASE_URL,
          TRUSTED_PROXY,
          ADMIN_TOKEN_FILE,
          ALLOWED_HOST,
          ALLOWED_ORIGIN,
          DESK_PASSWORD_FILE,
          DESK_PASSWORD,
          TOKEN,
          HTTP_PROXY,
          HTTPS_PROXY,
          ALL_PROXY,
          NO_PROXY,
          CA_BUNDLE ->
          List.of();
    };
  }

  private Path userData() {
    String os = system.getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return home().resolve(Path.of("Library", "Application Support"));
    }
    if (os.startsWith("windows")) {
      return named("LOCALAPPDATA").orElseGet(() -> home().resolve(Path.of("AppData", "Local")));
    }
    return named("XDG_DATA_HOME").orElseGet(() -> home().resolve(Path.of(".local", "share")));
  }

  private Optional<Path> named(String variable) {
    String text = environment.getOrDefault(variable, "");
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /// `HOME`, as every other program takes it; Java's own property follows the password file
  /// instead.
  Path home() {
    boolean posix = !system.getOrDefault("os.name", "").startsWith("Windows");
    return named("HOME")
        .filter(home -> posix && home.isAbsolute())
        .orElseGet(() -> Path.of(system.getOrDefault("user.home", ".")));
  }
}
