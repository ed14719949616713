package dev.hubdesk.app.config;

import dev.hubdesk.app.Version;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.settings.Sourced;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of the Desk as it takes them.
public final class DeskSettings {

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
        new Sourced<>(endpoints(from), from.origin(Setting.ENDPOINT).text()),
        from.all(Setting.ALLOWED_HOST),
        Version.text());
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
