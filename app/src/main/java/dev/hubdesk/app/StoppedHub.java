package dev.hubdesk.app;

import dev.hubdesk.hub.HubConfig;
import java.io.IOException;
import java.time.Clock;

/// The data of a Hub that is not running, held by this process until it is closed.
public final class StoppedHub implements AutoCloseable {

  private final Closing closing;
  private final Maintenance maintenance;

  private StoppedHub(Closing closing, Maintenance maintenance) {
    this.closing = closing;
    this.maintenance = maintenance;
  }

  /// Opens it.
  ///
  /// @throws DataDirectoryException when it runs, or is no data directory
  public static StoppedHub open(HubConfig config) throws IOException {
    var closing = new Closing();
    try {
      DataDirectory data = closing.add(DataDirectory.open(config.data()));
      HubStores stores = HubStores.open(data, config, closing);
      return new StoppedHub(
          closing, Maintenance.of(stores, config, stores.facts(), Clock.systemUTC()));
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  public Maintenance maintenance() {
    return maintenance;
  }

  @Override
  public void close() {
    closing.close();
  }
}
