package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.transfer.TransferSettings;
import dev.hubdesk.desk.transfer.Transports;
import dev.hubdesk.hubclient.BandwidthLimit;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives each file that is begun what the settings say then. The limit of speed counts at once; a
/// file that is on its way keeps its proxy and its patience until it ends.
final class LiveTransports implements Transports, AutoCloseable {

  private final Supplier<Settings> settings;
  private final BandwidthLimit limit = new BandwidthLimit(0);
  private @Nullable Shared current;
  private boolean closed;

  LiveTransports(Supplier<Settings> settings) {
    this.settings = settings;
    limit.change(settings.get().maxSpeed());
  }

  /// Applies what counts at once, for running transfers too: the limit of their speed.
  void settingsChanged() {
    limit.change(settings.get().maxSpeed());
  }

  @Override
  public TransferSettings settings() {
    return rules(settings.get());
  }

  @Override
  public Loan take() {
    Settings now = settings.get();
    Shared shared = shared(now);
    return new Loan(shared.transport, rules(now), () -> giveBack(shared));
  }

  private static TransferSettings rules(Settings now) {
    return TransferSettings.of(now.connections(), now.multipartThreshold(), retries(now));
  }

  private static RetryPolicy retries(Settings now) {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new RetryPolicy(now.retries(), usual.first(), usual.longest(), usual.longestAsked());
  }

  private synchronized Shared shared(Settings now) {
    Shared shared = current;
    if (shared == null || !shared.isAsIn(now)) {
      if (shared != null && shared.users == 0) {
        shared.transport.close();
      }
      shared = new Shared(now, limit);
      current = shared;
    }
    shared.users++;
    return shared;
  }

  private synchronized void giveBack(Shared shared) {
    shared.users--;
    if (shared.users == 0 && (shared != current || closed)) {
      shared.transport.close();
    }
  }

  /// Nobody takes one after this.
  @Override
  public synchronized void close() {
    closed = true;
    Shared shared = current;
    if (shared != null && shared.users == 0) {
      shared.transport.close();
    }
  }

  /// A transport and what it was made of.
  private static final class Shared {
    private final Duration stall;
    private final Network network;
    private final Transport transport;
    private int users;

    Shared(Settings settings, BandwidthLimit limit) {
      this.stall = settings.stallTimeout();
      this.network = settings.network();
      this.transport = new Transport(TransportSettings.DEFAULT.withStall(stall), network, limit);
    }

    boolean isAsIn(Settings settings) {
      return stall.equals(settings.stallTimeout()) && network.equals(settings.network());
    }
  }
}
