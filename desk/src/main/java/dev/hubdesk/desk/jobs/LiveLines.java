package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.transfer.Lines;
import dev.hubdesk.desk.transfer.TransferSettings;
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
final class LiveLines implements Lines, AutoCloseable {

  private final Supplier<Settings> settings;
  private final BandwidthLimit limit = new BandwidthLimit(0);
  private @Nullable Way current;
  private boolean closed;

  LiveLines(Supplier<Settings> settings) {
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
  public Line take() {
    Settings now = settings.get();
    Way way = way(now);
    return new Line(way.transport, rules(now), () -> giveBack(way));
  }

  private static TransferSettings rules(Settings now) {
    return TransferSettings.of(now.connections(), now.multipartThreshold(), retries(now));
  }

  private static RetryPolicy retries(Settings now) {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new RetryPolicy(now.retries(), usual.first(), usual.longest(), usual.longestAsked());
  }

  private synchronized Way way(Settings now) {
    Way way = current;
    if (way == null || !way.isAsIn(now)) {
      if (way != null && way.users == 0) {
        way.transport.close();
      }
      way = new Way(now, limit);
      current = way;
    }
    way.users++;
    return way;
  }

  private synchronized void giveBack(Way way) {
    way.users--;
    if (way.users == 0 && (way != current || closed)) {
      way.transport.close();
    }
  }

  /// Nobody takes one after this.
  @Override
  public synchronized void close() {
    closed = true;
    Way way = current;
    if (way != null && way.users == 0) {
      way.transport.close();
    }
  }

  /// A transport and what it was made of.
  private static final class Way {
    private final Duration stall;
    private final Network network;
    private final Transport transport;
    private int users;

    Way(Settings settings, BandwidthLimit limit) {
      this.stall = settings.stallTimeout();
      this.network = settings.network();
      this.transport = new Transport(TransportSettings.DEFAULT.withStall(stall), network, limit);
    }

    boolean isAsIn(Settings settings) {
      return stall.equals(settings.stallTimeout()) && network.equals(settings.network());
    }
  }
}
