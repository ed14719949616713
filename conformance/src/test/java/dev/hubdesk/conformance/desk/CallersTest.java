package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CallersTest extends DeskRig {

  private RawCaller raw() {
    return new RawCaller(desk.url());
  }

  @Test
  void refusesAForeignHostName() throws IOException {
    String answer = raw().get("/api/health", "Host: attacker.example");

    assertThat(answer).startsWith("HTTP/1.1 403").contains("\"code\":\"forbidden\"");
    assertThat(raw().get("/", "Host: attacker.example:8080")).startsWith("HTTP/1.1 403");
    assertThat(raw().get("/api/health", "Host: localhost:1")).startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesPagesOfOtherSites() throws IOException {
    String foreign = "Origin: https://attacker.example";

    assertThat(raw().send("POST", "/api/settings", "", foreign)).startsWith("HTTP/1.1 403");
    assertThat(raw().send("DELETE", "/api/jobs/x", "", foreign)).startsWith("HTTP/1.1 403");
    assertThat(raw().get("/api/settings", foreign)).startsWith("HTTP/1.1 403");
    assertThat(raw().get("/api/settings", "Origin: null")).startsWith("HTTP/1.1 403");
    assertThat(raw().get("/api/settings", "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
    assertThat(raw().send("OPTIONS", "/api/settings", "", foreign))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("Access-Control");
  }

  @Test
  void letsItsOwnPageIn() throws IOException {
    assertThat(raw().get("/api/settings", "Origin: " + desk.url())).startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesAForeignPageOnTheWebSocket() throws IOException {
    assertThat(raw().upgrade("Origin: https://attacker.example")).isEqualTo("HTTP/1.1 403");
  }
}
