package dev.hubdesk.hubclient;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/// The HTTP clients of a transport: one for each proxy that was needed so far, one for none.
final class ProxyClients implements AutoCloseable {

  private final TransportSettings settings;
  private final Map<Optional<ProxyServer>, CloseableHttpClient> clients = new HashMap<>();
  private final List<CloseableHttpClient> former = new ArrayList<>();
  private Network network;
  private boolean closed;

  ProxyClients(TransportSettings settings, Network network) {
    this.settings = settings;
    this.network = network;
  }

  /// The client that reaches an address.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when the proxy or the certificates are unusable
  synchronized CloseableHttpClient to(URI address) throws IOException {
    if (closed) {
      throw new IOException("the transport is closed");
    }
    return clients.computeIfAbsent(
        network.to(address),
        proxy -> new Connector(settings, network, proxy.orElse(null)).client());
  }

  /// Answers that still flow are left to end.
  synchronized void change(Network other) {
    if (!other.equals(network)) {
      network = other;
      former.addAll(clients.values());
      clients.clear();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    former.addAll(clients.values());
    clients.clear();
    former.forEach(client -> client.close(CloseMode.IMMEDIATE));
  }
}
