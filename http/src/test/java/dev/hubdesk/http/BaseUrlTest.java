package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseUrlTest {

  private static final TrustedProxies LOOPBACK = new TrustedProxies(List.of("127.0.0.0/8", "::1"));
  private static final String FORWARDED =
      "X-Forwarded-Proto: https\r\nX-Forwarded-Host: hub.example.org, inner\r\n";

  /// Asks a server that answers with its base URL.
  private static String ask(BaseUrl base, String... headers) throws IOException {
    try (WebServer server =
        WebServer.start(
            WebSettings.of(ListenAddress.parse("localhost:0")),
            new PlainErrors(),
            routes -> routes.get("/", context -> context.result(base.of(context))))) {
      String answer = Wire.rawGet(server, "/", headers);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  @Test
  void followsTheRequest() throws IOException {
    assertThat(ask(new BaseUrl(null, TrustedProxies.NONE))).isEqualTo("http://hub.test");
  }

  @Test
  void believesOnlyTrustedProxies() throws IOException {
    assertThat(ask(new BaseUrl(null, TrustedProxies.NONE), FORWARDED)).isEqualTo("http://hub.test");
    assertThat(ask(new BaseUrl(null, LOOPBACK), FORWARDED)).isEqualTo("https://hub.example.org");
    String evil = "X-Forwarded-Host: evil.test/path\r\n";
    assertThat(ask(new BaseUrl(null, LOOPBACK), evil)).startsWith("BadRequest");
    String odd = "X-Forwarded-Proto: javascript\r\n";
    assertThat(ask(new BaseUrl(null, LOOPBACK), odd)).isEqualTo("http://hub.test");
  }

  @Test
  void letsTheConfiguredUrlWin() throws IOException {
    var base = new BaseUrl(URI.create("https://models.example.org/"), LOOPBACK);
    assertThat(ask(base, FORWARDED)).isEqualTo("https://models.example.org");
  }

  @Test
  void refusesAnUnusableConfiguration() {
    for (String url : new String[] {"ftp://a", "hub", "https:///x", "https://a/?b=c"}) {
      assertThatThrownBy(() -> new BaseUrl(URI.create(url), LOOPBACK))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String network : new String[] {"proxy.lan", "10.0.0.0/33", "::1/129", ""}) {
      assertThatThrownBy(() -> new TrustedProxies(List.of(network)))
          .as(network)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void comparesNetworksByTheirPrefix() {
    var proxies = new TrustedProxies(List.of("10.1.0.0/15", "fd00::/8", "192.168.7.9"));
    assertThat(proxies.trusts("10.1.2.3")).isTrue();
    assertThat(proxies.trusts("10.0.255.255")).isTrue();
    assertThat(proxies.trusts("10.2.0.0")).isFalse();
    assertThat(proxies.trusts("fdff::1")).isTrue();
    assertThat(proxies.trusts("fe00::1")).isFalse();
    assertThat(proxies.trusts("192.168.7.9")).isTrue();
    assertThat(proxies.trusts("192.168.7.8")).isFalse();
  }
}
