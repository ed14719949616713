package dev.hubdesk.hubclient;

import java.io.IOException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/// One HTTP client and how many exchanges are under way on it. Guarded by its [ProxyClients].
final class ProxyClient {

  private final CloseableHttpClient client;
  private final boolean looksUp;
  private int exchanges;
  private boolean former;

  /// @param looksUp whether names are looked up here, not by a proxy
  ProxyClient(CloseableHttpClient client, boolean looksUp) {
    this.client = client;
    this.looksUp = looksUp;
  }

  boolean looksUp() {
    return looksUp;
  }

  ClassicHttpResponse open(HttpHost host, ClassicHttpRequest request, HttpContext context)
      throws IOException {
    return client.executeOpen(host, request, context);
  }

  void begin() {
    exchanges++;
  }

  void end() {
    exchanges--;
  }

  /// Nobody begins anything on it any more.
  void retire() {
    former = true;
  }

  boolean isOver() {
    return former && exchanges == 0;
  }

  void close(CloseMode mode) {
    client.close(mode);
  }
}
