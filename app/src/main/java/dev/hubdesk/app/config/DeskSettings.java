package dev.hubdesk.app.config;

import dev.hubdesk.app.Version;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.desk.api.DeskLogin;
import dev.hubdesk.desk.settings.Sourced;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of the Desk as it takes them.
public final class DeskSettings {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private DeskSettings() {}

  /// Reads them.
  ///
  /// @param ownHub the Hub of the same process, if there is one
  /// @throws ConfigurationException that names the setting which makes no sense
  public static DeskConfig of(Configuration from, @Nullable HubEndpoint ownHub) {
    return new DeskConfig(
        SettingValues.data(from),
        SettingValues.listen(from, Setting.DESK_LISTEN),
        new Sourced<>(
            SettingValues.directory(from, Setting.CACHE_DIR),
            from.origin(Setting.CACHE_DIR).text()),
        ownHub,
        new Sourced<>(besides(ownHub, endpoints(from)), from.origin(Setting.ENDPOINT).text()),
        network(from),
        callers(from),
        Version.text());
  }

  private static Network network(Configuration from) {
    Network network =
        Network.usual(
            first(from, Setting.HTTP_PROXY),
            first(from, Setting.HTTPS_PROXY),
            first(from, Setting.ALL_PROXY),
            String.join(",", from.all(Setting.NO_PROXY)));
    return from.all(Setting.CA_BUNDLE).isEmpty()
        ? network
        : network.believing(SettingValues.directory(from, Setting.CA_BUNDLE));
  }

  private static @Nullable String first(Configuration from, Setting setting) {
    return from.all(setting).stream().findFirst().orElse(null);
  }

  private static CallerRules callers(Configuration from) {
    String user =
        SettingValues.parsed(
            from, Setting.DESK_USER, () -> DeskLogin.checked(from.text(Setting.DESK_USER)));
    boolean inFile = !from.all(Setting.DESK_PASSWORD_FILE).isEmpty();
    Setting said = inFile ? Setting.DESK_PASSWORD_FILE : Setting.DESK_PASSWORD;
    DeskLogin login =
        password(from)
            .map(password -> SettingValues.parsed(from, said, () -> new DeskLogin(user, password)))
            .orElse(null);
    return SettingValues.parsed(
        from,
        Setting.ALLOWED_ORIGIN,
        () ->
            new CallerRules(
                from.all(Setting.ALLOWED_HOST), from.all(Setting.ALLOWED_ORIGIN), login));
  }

  /// The file counts before the variable: who names a file means it.
  private static Optional<String> password(Configuration from) {
    Optional<String> file = from.all(Setting.DESK_PASSWORD_FILE).stream().findFirst();
    if (file.isEmpty()) {
      return from.all(Setting.DESK_PASSWORD).stream().findFirst();
    }
    try {
      return Optional.of(Files.readString(Path.of(file.get())).strip());
    } catch (IOException e) {
      throw from.refuse(Setting.DESK_PASSWORD_FILE, "cannot be read: " + FaultWords.of(e));
    } catch (InvalidPathException _) {
      throw from.refuse(Setting.DESK_PASSWORD_FILE, "is not the path of a file");
    }
  }

  /// The own Hub is asked first anyway. Its address, which the clients of this machine have in
  /// `HF_ENDPOINT`, must not take the place of the Hub that is asked after it, nor its token go
  /// there.
  private static List<HubEndpoint> besides(
      @Nullable HubEndpoint ownHub, List<HubEndpoint> endpoints) {
    if (ownHub == null) {
      return endpoints;
    }
    List<HubEndpoint> others =
        endpoints.stream().filter(other -> !isSame(ownHub.base(), other.base())).toList();
    return others.isEmpty() ? List.of(HubEndpoint.anonymous(DeskConfig.HUGGING_FACE)) : others;
  }

  private static boolean isSame(URI own, URI other) {
    return own.getScheme().equalsIgnoreCase(other.getScheme())
        && own.getPort() == other.getPort()
        && (own.getHost().equalsIgnoreCase(other.getHost())
            || (isLoopback(own.getHost()) && isLoopback(other.getHost())));
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /// A token goes to the first endpoint and to no other.
  private static List<HubEndpoint> endpoints(Configuration from) {
    List<HubEndpoint> endpoints = new ArrayList<>();
    List<String> tokens = from.all(Setting.TOKEN);
    for (String address : from.all(Setting.ENDPOINT)) {
      try {
        endpoints.add(HubEndpoint.anonymous(address));
      } catch (FailureException e) {
        throw from.refuse(Setting.ENDPOINT, "is not usable: " + e.getMessage());
      }
    }
    if (!tokens.isEmpty() && !endpoints.isEmpty()) {
      try {
        endpoints.set(0, HubEndpoint.of(endpoints.getFirst().base().toString(), tokens.getFirst()));
      } catch (FailureException e) {
        throw from.refuse(Setting.TOKEN, "is not usable: " + e.getMessage());
      }
    }
    return endpoints;
  }
}
