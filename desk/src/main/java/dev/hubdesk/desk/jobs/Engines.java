package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.transfer.TransferEngine;
import dev.hubdesk.desk.transfer.TransferSettings;
import dev.hubdesk.hubclient.BandwidthLimit;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lends the transfer engine to jobs. There is only ever one, because connections and the files
/// being written are counted in it; changed settings take effect when no job has it.
final class Engines implements AutoCloseable {

  private final Supplier<Settings> settings;
  private final BandwidthLimit limit = new BandwidthLimit(0);
  private @Nullable Settings inForce;
  private @Nullable Transport transport;
  private @Nullable TransferEngine engine;
  private int lent;

  Engines(Supplier<Settings> settings) {
    this.settings = settings;
    limit.change(settings.get().maxSpeed());
  }

  /// Applies what counts at once, for running transfers too: the limit of their speed.
  void settingsChanged() {
    limit.change(settings.get().maxSpeed());
  }

  /// The engine, until the loan is closed.
  synchronized Loan borrow() {
    Settings wanted = settings.get();
    TransferEngine lending = engine;
    if (lending == null || (lent == 0 && !wanted.equals(inForce))) {
      lending = open(wanted);
    }
    lent++;
    return new Loan(lending);
  }

  private TransferEngine open(Settings wanted) {
    closeTransport();
    RetryPolicy usual = RetryPolicy.DEFAULT;
    var retries =
        new RetryPolicy(wanted.retries(), usual.first(), usual.longest(), usual.longestAsked());
    var opened =
        new Transport(
            TransportSettings.DEFAULT.withStall(wanted.stallTimeout()).withRetries(retries),
            wanted.network(),
            limit);
    var made =
        new TransferEngine(
            opened,
            TransferSettings.of(wanted.connections(), wanted.multipartThreshold(), retries));
    transport = opened;
    engine = made;
    inForce = wanted;
    return made;
  }

  private synchronized void giveBack() {
    lent--;
  }

  private void closeTransport() {
    if (transport != null) {
      transport.close();
    }
  }

  @Override
  public synchronized void close() {
    closeTransport();
  }

  /// Use of the engine.
  final class Loan implements AutoCloseable {

    private final TransferEngine engine;

    private Loan(TransferEngine engine) {
      this.engine = engine;
    }

    TransferEngine engine() {
      return engine;
    }

    @Override
    public void close() {
      giveBack();
    }
  }
}
