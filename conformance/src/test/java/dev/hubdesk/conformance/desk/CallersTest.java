package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {

  @TempDir private Path folder;
  private FakeHub hub;
  private RunningDesk desk;
  private DeskClient client;

  @BeforeEach
  void start() throws Exception {
    hub = new FakeHub().text("models/acme/small", "config.json", "{}");
    desk = RunningDesk.on(folder).endpoint(hub.url()).start();
    client = new DeskClient(desk.url());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
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

  @Test
  void theWebSocketTellsTheStateAndThenTheNews() throws Exception {
    var frames = new LinkedBlockingQueue<JsonNode>();
    URI url = URI.create(desk.url().replace("http:", "ws:") + "/api/ws");
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket = http.newWebSocketBuilder().buildAsync(url, new Frames(frames)).join();
      JsonNode first = take(frames);
      assertThat(first.path("type").asText()).isEqualTo("init");
      assertThat(first.at("/data/jobs").isArray()).isTrue();
      assertThat(first.at("/data/version").asText()).isEqualTo("test");

      String id =
          client.post("/api/download", "{\"repo\": \"acme/small\"}").ok().path("id").asText();

      JsonNode update = await(frames, "job_update", "/data/status", "completed");
      assertThat(update.at("/data/id").asText()).isEqualTo(id);
      assertThat(await(frames, "event", "/data/event", "completed").at("/data/jobId").asText())
          .isEqualTo(id);
      assertThat(await(frames, "status", "/data/running", "0")).isNotNull();

      Path target = Files.createDirectory(folder.resolve("target"));
      client.post("/api/mirror/push", "{\"target\": \"" + target + "\"}").ok();
      JsonNode mirrored = await(frames, "mirror_update", "/data/status", "completed");
      assertThat(mirrored.at("/data/result/copied").asInt()).isEqualTo(1);
      socket.abort();
    }
  }

  private static JsonNode await(
      LinkedBlockingQueue<JsonNode> frames, String type, String pointer, String value)
      throws InterruptedException {
    while (true) {
      JsonNode frame = take(frames);
      if (frame.path("type").asText().equals(type) && frame.at(pointer).asText().equals(value)) {
        return frame;
      }
    }
  }

  private static JsonNode take(LinkedBlockingQueue<JsonNode> frames) throws InterruptedException {
    JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame");
    }
    return frame;
  }

  private static final class Frames implements WebSocket.Listener {

    private final LinkedBlockingQueue<JsonNode> frames;
    private final StringBuilder text = new StringBuilder();

    Frames(LinkedBlockingQueue<JsonNode> frames) {
      this.frames = frames;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          frames.add(DeskClient.JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new AssertionError("a frame is not one JSON message", e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
