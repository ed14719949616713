package dev.hubdesk.app.cli;

import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.app.DeskServer;
import dev.hubdesk.app.HubServer;
import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.DeskSettings;
import dev.hubdesk.app.config.HubSettings;
import dev.hubdesk.app.config.Setting;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.settings.SettingsFile;
import dev.hubdesk.http.PortInUseException;
import dev.hubdesk.hub.HubConfig;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.web.Assets;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The halves that a command runs. All of the configuration is read before anything starts.
final class Halves {

  private final Configuration configuration;
  private final @Nullable HubConfig hub;
  private final @Nullable DeskConfig desk;

  Halves(Configuration configuration, boolean hub, boolean desk) {
    this.configuration = configuration;
    this.hub = hub ? HubSettings.of(configuration) : null;
    this.desk = desk ? DeskSettings.of(configuration, null) : null;
  }

  /// Starts them, the Hub first.
  ///
  /// @return ` hub=<url> desk=<url>`, of what runs
  String start(DataDirectory data, Running running, Surroundings around) throws IOException {
    Assets assets = Assets.load();
    var addresses = new StringBuilder();
    HubEndpoint own = null;
    if (hub != null) {
      HubServer server = running.add("Hub", startHub(data, hub, assets));
      FirstStart.of(server, data, configuration, around);
      own = HubEndpoint.of(server.url(), desk == null ? null : token(server, desk));
      addresses.append(" hub=").append(server.url());
    }
    if (desk != null) {
      DeskConfig config = DeskSettings.of(configuration, own);
      addresses.append(" desk=").append(running.add("Desk", startDesk(data, config, assets)).url());
    }
    return addresses.toString();
  }

  private static HubServer startHub(DataDirectory data, HubConfig config, Assets assets)
      throws IOException {
    try {
      return HubServer.start(data, config, assets);
    } catch (PortInUseException e) {
      throw new PortTakenException(e, Setting.HUB_LISTEN);
    }
  }

  private static DeskServer startDesk(DataDirectory data, DeskConfig config, Assets assets)
      throws IOException {
    try {
      return DeskServer.start(data, config, assets);
    } catch (PortInUseException e) {
      throw new PortTakenException(e, Setting.DESK_LISTEN);
    }
  }

  private static @Nullable String token(HubServer server, DeskConfig desk) throws IOException {
    return DeskToken.of(server.catalog(), new SettingsFile(desk.settingsFile())).orElse(null);
  }
}
