package dev.hubdesk.hubclient;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// The HTTP clients of a transport, one for each way to the world that was needed so far. Those
/// that may lead inside share no connection with those that may not.
final class ProxyClients implements AutoCloseable {

  private final TransportSettings settings;
  private final Inside inside;
  private final Map<Key, ProxyClient> current = new HashMap<>();
  private final Set<ProxyClient> open = new HashSet<>();
  private Network network;
  private boolean closed;

  private record Key(@Nullable ProxyServer proxy, boolean mayLeadInside) {}

  ProxyClients(TransportSettings settings, Network network, Inside inside) {
    this.settings = settings;
    this.network = network;
    this.inside = inside;
  }

  /// The way to an address, to be given back.
  ///
  /// @param mayLieInside whether the address may lie inside
  /// @throws dev.hubdesk.protocol.FailureException when the proxy or the certificates are unusable
  synchronized ProxyClient take(URI address, boolean mayLieInside) throws IOException {
    if (closed) {
      throw new IOException("the transport is closed");
    }
    ProxyClient client =
        current.computeIfAbsent(
            new Key(network.to(address).orElse(null), mayLieInside), this::made);
    client.begin();
    return client;
  }

  private ProxyClient made(Key key) {
    var connector = new Connector(settings, network, key.proxy, inside, key.mayLeadInside);
    var client = new ProxyClient(connector.client(), looksUp(key.proxy));
    open.add(client);
    return client;
  }

  private static boolean looksUp(@Nullable ProxyServer proxy) {
    return proxy == null || proxy.kind() == ProxyServer.Kind.SOCKS5;
  }

  /// An exchange has ended.
  synchronized void giveBack(ProxyClient client) {
    client.end();
    closeIfOver(client);
  }

  /// Whether servers outside may lead inside, too.
  synchronized boolean leadsInside() {
    return network.leadsInside();
  }

  /// Answers that still flow are left to end.
  synchronized void change(Network other) {
    if (!other.equals(network)) {
      network = other;
      current
          .values()
          .forEach(client -> {
            client.retire();
            closeIfOver(client);
          });
      current.clear();
    }
  }

  private void closeIfOver(ProxyClient client) {
    if (client.isOver() && open.remove(client)) {
      client.close(CloseMode.GRACEFUL);
    }
  }

  /// How many clients there are, former ones whose answers still flow included.
  synchronized int size() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.clear();
    open.forEach(client -> client.close(CloseMode.IMMEDIATE));
    open.clear();
  }
}
