package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {

  @TempDir private Path folder;
  private FakeHub hub;
  private RunningDesk desk;

  @BeforeEach
  void start() throws Exception {
    hub = new FakeHub().text("models/acme/small", "config.json", "{}");
    desk = RunningDesk.on(folder).endpoint(hub.url()).start();
  }

  @AfterEach
  void stop() throws Exception {
    desk.close();
    hub.close();
  }

  /// Sends a request with headers that clients set themselves.
  private String raw(String method, String path, String... headers) throws IOException {
    URI url = URI.create(desk.url());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      String text =
          method
              + " "
              + path
              + " HTTP/1.1\r\nConnection: Upgrade, close\r\nContent-Length: 0\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String host() {
    return "Host: " + URI.create(desk.url()).getAuthority();
  }

  @Test
  void refusesAForeignHostName() throws Exception {
    String answer = raw("GET", "/api/health", "Host: attacker.example");

    assertThat(answer).startsWith("HTTP/1.1 403").contains("\"code\":\"forbidden\"");
    assertThat(raw("GET", "/", "Host: attacker.example:8080")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "/api/health", "Host: localhost:1")).startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesPagesOfOtherSites() throws Exception {
    String foreign = "Origin: https://attacker.example";

    assertThat(raw("POST", "/api/settings", host(), foreign)).startsWith("HTTP/1.1 403");
    assertThat(raw("DELETE", "/api/jobs/x", host(), foreign)).startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "/api/settings", host(), foreign)).startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "/api/settings", host(), "Origin: null")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "/api/settings", host(), "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("OPTIONS", "/api/settings", host(), foreign))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("Access-Control");
  }

  @Test
  void letsItsOwnPageIn() throws Exception {
    assertThat(raw("GET", "/api/settings", host(), "Origin: " + desk.url()))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesAForeignPageOnTheWebSocket() throws Exception {
    String answer =
        raw(
            "GET",
            "/api/ws",
            host(),
            "Origin: https://attacker.example",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");

    assertThat(answer).startsWith("HTTP/1.1 403");
  }
}
