package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server whose certificate only a bundle of one's own vouches for.
@Timeout(60)
class CertificatesTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();

  @TempDir private static Path folder;
  private static HttpsServer server;
  private static Path bundle;

  @BeforeAll
  static void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    bundle = folder.resolve("ca.pem");
    String names = "san=ip:127.0.0.1,dns:hub.invalid";
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=hub.invalid", "-ext", names);
    keytool(keys, "-exportcert", "-rfc", "-file", bundle.toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext(
        "/",
        exchange -> {
          ASKED.add(exchange.getRequestURI().toString());
          byte[] body = "{\"name\":\"ana\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @Test
  void believesTheBundleBesideTheBuiltInOnes() throws Exception {
    assertThat(ask(Network.DIRECT.believing(bundle), base())).isEqualTo("ana");
    assertThatThrownBy(() -> ask(Network.DIRECT, base())).isInstanceOf(FailureException.class);
    assertThat(ASKED).hasSize(1);
  }

  @Test
  void checksTheNameThroughAProxyToo() throws Exception {
    try (var proxy = new ProxyWorld(server.getAddress(), "ana:s3cret")) {
      for (String scheme : List.of("http", "socks5h")) {
        Network through = through(proxy, scheme, false).believing(bundle);
        assertThat(ask(through, "https://hub.invalid")).isEqualTo("ana");
        assertThatThrownBy(() -> ask(through, "https://other.invalid"))
            .isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> ask(through(proxy, scheme, false), "https://hub.invalid"))
            .isInstanceOf(FailureException.class);
      }
      assertThat(proxy.asked()).contains("CONNECT hub.invalid:443", "NAME hub.invalid:443");
      assertThat(ASKED).hasSize(2);
    }
  }

  @Test
  void checksNothingThroughAProxyWhenToldSoAndOnlyThere() throws Exception {
    try (var proxy = new ProxyWorld(server.getAddress(), "")) {
      assertThat(ask(through(proxy, "http", true), "https://other.invalid")).isEqualTo("ana");
      Network exempt = through(proxy, "http", true).exempting("127.0.0.1");
      assertThatThrownBy(() -> ask(exempt, base())).isInstanceOf(FailureException.class);
    }
  }

  @Test
  void asksNobodyWithABundleThatIsNone() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "not a certificate");
    for (Path path : List.of(nonsense, folder.resolve("missing.pem"), folder)) {
      assertThatThrownBy(() -> ask(Network.DIRECT.believing(path), base()))
          .isInstanceOf(FailureException.class)
          .hasMessageContaining(path.toString());
    }
    assertThat(ASKED).isEmpty();
  }

  private static Network through(ProxyWorld proxy, String scheme, boolean insecure) {
    return Network.through(new Network.Proxy(proxy.url(scheme), null, null), "", insecure);
  }

  private static String base() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  private static @Nullable String ask(Network network, String endpoint)
      throws InterruptedException {
    var settings =
        TransportSettings.DEFAULT.withRetries(
            new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    try (var transport = new Transport(settings, network, new BandwidthLimit(0))) {
      return new WhoAmI(transport, HubEndpoint.of(endpoint, "hf_secret")).call().name();
    }
  }

  private static SSLContext context(Path keys) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  private static void keytool(Path keys, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-alias", "server",
            "-storetype", "PKCS12",
            "-storepass", "changeit",
            "-keystore", keys.toString()));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    assertThat(exit).isZero();
  }
}
