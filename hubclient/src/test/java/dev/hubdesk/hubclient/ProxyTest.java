package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions through proxies. `hub.invalid` has no address here, so only a proxy can bring anybody
/// there.
@Timeout(30)
class ProxyTest {

  private static final TransportSettings BRIEF =
      TransportSettings.DEFAULT.withRetries(
          new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));

  private ScriptedHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new ScriptedHub().answers((n, target) -> Reply.json("{\"name\":\"ana\"}"));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void asksThroughAnHttpProxyAndShowsItsPassword() throws Exception {
    try (var proxy = new ProxyWorld(hub.address(), "ana:s3cret")) {
      assertThat(ask(Network.through(proxy(proxy.url("http")), "", false), "http://hub.invalid"))
          .isEqualTo("ana");
      assertThat(proxy.asked()).containsExactly("GET http://hub.invalid/api/whoami-v2");
      assertThat(hub.tokens()).containsExactly("Bearer hf_secret");
    }
  }

  @Test
  void tellsASocksProxyTheNameOrTheAddress() throws Exception {
    try (var proxy = new ProxyWorld(hub.address(), "ana:s3cret")) {
      ask(Network.through(proxy(proxy.url("socks5h")), "", false), "http://hub.invalid");
      ask(Network.through(proxy(proxy.url("socks5")), "", false), "http://127.0.0.9:81");
      assertThat(proxy.asked()).containsExactly("NAME hub.invalid:80", "ADDRESS 127.0.0.9:81");
    }
  }

  @Test
  void resolvesNamesItselfForPlainSocks() throws Exception {
    try (var proxy = new ProxyWorld(hub.address(), "")) {
      var network = Network.through(proxy(proxy.url("socks5")), "", false);
      assertThatThrownBy(() -> ask(network, "http://hub.invalid"))
          .hasMessageContaining("hub.invalid");
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5", "socks5h"})
  void saysThatTheProxyRefusesThePassword(String scheme) throws Exception {
    try (var proxy = new ProxyWorld(hub.address(), "ana:s3cret")) {
      var wrong = new Network.Proxy(proxy.url(scheme), "ana", "guess");
      assertThatThrownBy(() -> ask(Network.through(wrong, "", false), hub.base()))
          .isInstanceOf(FailureException.class)
          .message()
          .doesNotContain("guess")
          .doesNotContain("s3cret");
      assertThat(hub.asked()).isEmpty();
    }
  }

  /// What a proxy says of itself is not what the server said.
  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 404, 407, 502})
  void tellsThatTheProxyRefusesTheTunnel(int status) throws Exception {
    try (var proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(proxy, status));
      var network = Network.through(proxy("http://127.0.0.1:" + proxy.getLocalPort()), "", false);
      assertThatThrownBy(() -> ask(network, "https://hub.invalid"))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Unavailable.class))
          .hasMessageContaining("proxy");
    }
  }

  private static void refuse(ServerSocket proxy, int status) {
    String answer =
        "HTTP/1.1 "
            + status
            + " No\r\nLocation: https://elsewhere.invalid/\r\n"
            + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    while (!proxy.isClosed()) {
      try (Socket client = proxy.accept()) {
        client.getInputStream().read();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      } catch (IOException _) {
        // The test is over.
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "socks5", "socks5h"})
  void asksNobodyDirectlyWhenTheProxyIsDead(String scheme) throws Exception {
    int port;
    try (var dead = new ServerSocket(0)) {
      port = dead.getLocalPort();
    }
    var network = Network.through(proxy(scheme + "://127.0.0.1:" + port), "", false);
    assertThatThrownBy(() -> ask(network, hub.base())).isInstanceOf(FailureException.class);
    assertThat(hub.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks4://h:1", "ftp://h:1", "http://", "http://h:99999", "h h", "://"})
  void asksNobodyWhenTheProxyIsNonsense(String address) {
    var network = Network.through(proxy(address), "", false);
    assertThatThrownBy(() -> ask(network, hub.base()))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("proxy is unusable");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void leavesOutTheHostsThatAreExempt() throws Exception {
    var dead = proxy("http://127.0.0.1:9");
    assertThat(ask(Network.through(dead, "127.0.0.0/8", false), hub.base())).isEqualTo("ana");
    URI base = URI.create(hub.base());
    assertThat(ask(Network.through(dead, "", false).asksDirectly(base), hub.base()))
        .isEqualTo("ana");
    assertThat(ask(Network.usual(null, null, "http://127.0.0.1:9", ""), hub.base()))
        .isEqualTo("ana");
  }

  /// Somebody else may have a name below that of our own Hub.
  @Test
  void exemptsOneServerAndNothingBelowIt() {
    Network network =
        Network.through(proxy("http://h:1"), "", false).asksDirectly(URI.create("http://Own.test"));
    assertThat(network.to(URI.create("http://own.test:80/x"))).isEmpty();
    assertThat(network.to(URI.create("http://own.test:81/"))).isPresent();
    assertThat(network.to(URI.create("https://own.test/"))).isPresent();
    assertThat(network.to(URI.create("http://a.own.test/"))).isPresent();
  }

  @Test
  void takesAnotherWayFromOneRequestToTheNext() throws Exception {
    try (var proxy = new ProxyWorld(hub.address(), "");
        var transport = new Transport(BRIEF)) {
      var question = new WhoAmI(transport, hub.endpoint());
      question.call();
      transport.use(Network.through(proxy(proxy.url("http")), "", false));
      question.call();
      transport.use(Network.DIRECT);
      question.call();
      assertThat(proxy.asked()).hasSize(1);
      assertThat(hub.asked()).hasSize(3);
    }
  }

  @Test
  void choosesTheProxyByTheSchemeOfTheAddress() {
    Network network = Network.usual("h:1", "https://u:p%40@s:2", "socks5h://a", "");
    assertThat(network.to(URI.create("http://x/"))).hasToString("Optional[http://h:1]");
    assertThat(network.to(URI.create("https://x/")))
        .contains(new ProxyServer(ProxyServer.Kind.HTTPS, "s", 2, "u", "p@"));
    assertThat(Network.usual(null, null, "socks5h://a", "").to(URI.create("https://x/")))
        .hasToString("Optional[socks5h://a:1080]");
    assertThat(network.toString()).doesNotContain("p%40");
  }

  private static Network.Proxy proxy(String address) {
    return new Network.Proxy(address, null, null);
  }

  private static String ask(Network network, String endpoint) throws InterruptedException {
    try (var transport = new Transport(BRIEF, network, new BandwidthLimit(0))) {
      return new WhoAmI(transport, HubEndpoint.of(endpoint, "hf_secret")).call().name();
    }
  }
}
