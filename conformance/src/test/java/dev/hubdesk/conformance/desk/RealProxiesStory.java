package dev.hubdesk.conformance.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.RealProxy;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Through proxies that others wrote, to our Hub, in the clear and behind TLS with a certificate of
/// one's own.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealProxiesStory {

  private static final int SIZE = 5 << 20;
  private static final String DOWNLOAD = "{\"repo\": \"ana/big\"}";

  private RunningHub hub;
  private TlsFront tls;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
    tls = TlsFront.of(hub.url(), folder);
    var weights = new byte[SIZE];
    new Random(5).nextBytes(weights);
    try (var publisher = new Publisher(hub)) {
      publisher.publishPrivate(
          "big", Map.of("model.bin", weights, "config.json", "{}".getBytes(UTF_8)));
    }
  }

  @AfterAll
  void stop() throws Exception {
    tls.close();
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http,http,''",
    "http,https,''",
    "http,http,s3cret",
    "http,https,s3cret",
    "socks5,http,''",
    "socks5,https,s3cret",
    "socks5h,http,s3cret",
    "socks5h,https,''"
  })
  void questionsAndBytesGoThroughAndNothingGoesPast(
      String proxyScheme, String hubScheme, String password, @TempDir Path folder)
      throws Exception {
    String endpoint = hubScheme.equals("https") ? tls.url() : hub.url();
    String user = password.isEmpty() ? "" : "ana";
    try (RunningDesk desk =
            RunningDesk.on(folder).endpoint(endpoint, RunningHub.readToken("ana")).start();
        var client = new DeskClient(desk.url())) {
      try (RealProxy proxy = RealProxy.start(proxyScheme, user, password)) {
        if (!password.isEmpty()) {
          save(client, proxy.url(), "guess");
          // In the clear tinyproxy says 401, as the Hub would of a private repository.
          int status = client.post("/api/plan", DOWNLOAD).status();
          assertThat(status)
              .isEqualTo(proxyScheme.equals("http") && hubScheme.equals("http") ? 404 : 502);
        }
        save(client, proxy.url(), password);
        assertThat(client.post("/api/plan", DOWNLOAD).ok().path("totalSize").asLong())
            .isGreaterThan(SIZE);
        JsonNode done = client.await(client.download(DOWNLOAD), "completed");
        assertThat(done.at("/progress/downloadedBytes").asLong()).isGreaterThan(SIZE);
      }
      JsonNode refused = client.post("/api/plan", DOWNLOAD).json();
      assertThat(refused.path("error").asText()).contains("Cannot reach").doesNotContain("s3cret");
    }
  }

  private void save(DeskClient client, String proxy, String password) throws Exception {
    String user =
        password.isEmpty() ? "" : ", \"username\": \"ana\", \"password\": \"" + password + "\"";
    client
        .post(
            "/api/settings",
            "{\"multipartThreshold\": \"1MiB\", \"caBundle\": \"%s\", \"proxy\": {\"url\": \"%s\"%s}}"
                .formatted(tls.certificate(), proxy, user))
        .ok();
  }
}
