package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.testkit.desk.RunningDesk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cards, their pictures and dry runs take the proxy, or nobody is asked.
@Timeout(60)
class CardsThroughProxyTest extends DeskRig {

  private static final String DRY_RUN = "{\"repo\": \"acme/tiny\", \"dryRun\": true}";

  @Override
  RunningDesk.Builder configured() {
    return RunningDesk.on(folder).endpoint("http://hub.invalid");
  }

  @BeforeEach
  void start() throws Exception {
    hub.text("models/acme/tiny", "README.md", "# Tiny")
        .text("models/acme/tiny", "a.png", "no picture");
  }

  private static String picture(String base) {
    return "/api/readme-asset?url=" + base + "/acme/tiny/resolve/" + FakeHub.COMMIT + "/a.png";
  }

  @Test
  void goThroughTheProxy() throws Exception {
    client.post("/api/settings", "{\"proxy\": {\"url\": \"" + hub.url() + "\"}}").ok();

    assertThat(client.get("/api/readme/acme/tiny").ok().path("markdown").asText())
        .isEqualTo("# Tiny");
    assertThat(client.post("/api/download", DRY_RUN).ok().path("totalFiles").asInt()).isEqualTo(2);
    assertThat(client.get(picture("http://hub.invalid")).status()).isEqualTo(400);
    assertThat(hub.seen()).anyMatch(asked -> asked.endsWith("/a.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9", "socks5h://127.0.0.1:9"})
  void askNobodyWhenTheProxyIsDead(String proxy) throws Exception {
    client
        .post(
            "/api/settings",
            "{\"endpoint\": \"%s\", \"retries\": 0, \"proxy\": {\"url\": \"%s\"}}"
                .formatted(hub.url(), proxy))
        .ok();

    assertThat(client.get("/api/readme/acme/tiny").status()).isEqualTo(502);
    assertThat(client.get(picture(hub.url())).status()).isEqualTo(502);
    assertThat(client.post("/api/download", DRY_RUN).status()).isEqualTo(502);
    assertThat(hub.seen()).isEmpty();
  }
}
