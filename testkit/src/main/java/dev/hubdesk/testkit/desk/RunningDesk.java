package dev.hubdesk.testkit.desk;

import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.app.DeskServer;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.desk.settings.Sourced;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.web.Assets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A Desk that runs in this process on a free port.
///
/// ```java
/// try (RunningDesk desk = RunningDesk.on(folder).endpoint(hub.url()).start()) {
///   client.get(desk.url() + "/api/health");
/// }
/// ```
public final class RunningDesk implements AutoCloseable {

  private final DataDirectory data;
  private final DeskServer server;
  private final DeskConfig config;

  private RunningDesk(DataDirectory data, DeskServer server, DeskConfig config) {
    this.data = data;
    this.server = server;
    this.config = config;
  }

  /// Prepares a Desk that keeps data and cache below a folder, which may hold those of an earlier
  /// one.
  public static Builder on(Path folder) {
    return new Builder(folder);
  }

  /// The Desk's URL, without a slash at the end.
  public String url() {
    return server.url();
  }

  /// The cache that downloads go to.
  public Path cache() {
    return config.cacheDir().value();
  }

  /// The file of its settings.
  public Path settingsFile() {
    return config.settingsFile();
  }

  /// All routes, `METHOD path`.
  public List<String> routes() {
    return server.routes();
  }

  @Override
  public void close() throws IOException {
    server.close();
    data.close();
  }

  /// Prepares a Desk.
  public static final class Builder {

    private final Path folder;
    private final List<HubEndpoint> endpoints = new ArrayList<>();
    private UnaryOperator<DeskConfig> change = UnaryOperator.identity();

    private Builder(Path folder) {
      this.folder = folder.toAbsolutePath();
    }

    /// Adds an endpoint, asked after those before it.
    public Builder endpoint(String url) {
      return endpoint(url, null);
    }

    /// Adds an endpoint with a token.
    public Builder endpoint(String url, @Nullable String token) {
      endpoints.add(HubEndpoint.of(url, token));
      return this;
    }

    /// Changes what the Desk is started with.
    public Builder with(UnaryOperator<DeskConfig> other) {
      change = other;
      return this;
    }

    /// Starts it.
    public RunningDesk start() throws IOException {
      Path home = folder.resolve("desk");
      DataDirectory data = DataDirectory.open(home);
      try {
        DeskConfig config =
            change.apply(
                new DeskConfig(
                    home,
                    new ListenAddress("127.0.0.1", 0),
                    Sourced.byDefault(folder.resolve("cache")),
                    null,
                    Sourced.byDefault(List.copyOf(endpoints)),
                    Network.DIRECT,
                    CallerRules.THIS_MACHINE,
                    "test"));
        return new RunningDesk(data, DeskServer.start(data, config, Assets.load()), config);
      } catch (IOException | RuntimeException e) {
        data.close();
        throw e;
      }
    }
  }
}
