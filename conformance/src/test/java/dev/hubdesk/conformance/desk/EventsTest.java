package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.events.EventHub;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the WebSocket tells.
class EventsTest extends DeskRig {

  @BeforeEach
  void publish() {
    hub.file("models/acme/big", "big.gguf", new byte[1 << 18])
        .text("models/acme/big", "config.json", "{}");
  }

  private String start(String body) throws Exception {
    return client.download(body);
  }

  @Test
  void theFirstFrameHoldsTheWholeState() throws Exception {
    String id = start("{\"repo\": \"acme/big\"}");
    client.await(id, "completed");

    try (var socket = new DeskSocket(desk.url())) {
      JsonNode init = socket.next();
      assertThat(init.path("type").asText()).isEqualTo("init");
      assertThat(init.at("/data/jobs/0/id").asText()).isEqualTo(id);
      assertThat(init.at("/data/version").asText()).isEqualTo("test");
      assertThat(init.at("/data/status/running").isInt()).isTrue();
    }
  }

  @Test
  void aForgottenJobIsTakenOffEveryList() throws Exception {
    String id = start("{\"repo\": \"acme/big\"}");
    client.await(id, "completed");

    try (var socket = new DeskSocket(desk.url())) {
      client.post("/api/jobs/" + id + "/dismiss", "").ok();

      assertThat(socket.await("job_removed", "/data/id", id).path("data")).hasSize(1);
    }
  }

  @Test
  void changedSettingsAreToldWithoutSecrets() throws Exception {
    try (var socket = new DeskSocket(desk.url())) {
      client.post("/api/settings", "{\"connections\": 3, \"token\": \"hf_0123456789abcdef\"}").ok();

      JsonNode told = socket.await("settings_update", "/data/connections", "3");
      assertThat(told.at("/data/token").asText()).isEqualTo("********cdef");
      assertThat(told.toString()).doesNotContain("0123456789");
      assertThat(told.path("data")).isEqualTo(client.get("/api/settings").ok());
    }
  }

  @Test
  void whatAMirrorDoesIsTold() throws Exception {
    client.await(start("{\"repo\": \"acme/big\"}"), "completed");
    Path target = Files.createDirectory(folder.resolve("target"));
    try (var socket = new DeskSocket(desk.url())) {
      client.post("/api/mirror/push", "{\"target\": \"" + target + "\"}").ok();

      JsonNode told = socket.await("mirror_update", "/data/status", "completed");
      assertThat(told.at("/data/result/copied").asInt()).isEqualTo(1);
    }
  }

  @Test
  void theRoomOnTheDiskIsToldWithTheStatus() throws Exception {
    try (var socket = new DeskSocket(desk.url())) {
      JsonNode status = socket.await("status", "/data/disk/path", desk.cache().toString());

      assertThat(status.at("/data/disk/free").asLong()).isPositive();
      assertThat(status.at("/data/disk/total").asLong()).isPositive();
      assertThat(status.at("/data/bytesPerSecond").isNumber()).isTrue();
    }
  }

  @Test
  void progressIsToldAtMostFourTimesASecondAndTheEndAtOnce() throws Exception {
    hub.slow(100);
    try (var socket = new DeskSocket(desk.url())) {
      long start = System.nanoTime();
      String id = start("{\"repo\": \"acme/big\"}");

      socket.await("job_update", "/data/status", "completed");
      double seconds = (System.nanoTime() - start) / 1e9;
      long updates =
          socket.seen().stream()
              .filter(frame -> frame.path("type").asText().equals("job_update"))
              .filter(frame -> frame.at("/data/id").asText().equals(id))
              .count();
      assertThat(updates).isBetween(3L, Math.round(seconds * 4) + 6);
    }
  }

  @Test
  void filesAreToldAsTheyComeAndGo() throws Exception {
    try (var socket = new DeskSocket(desk.url())) {
      start("{\"repo\": \"acme/big\", \"filters\": [\"big\"]}");

      JsonNode begun = socket.await("event", "/data/event", "file_start");
      assertThat(begun.at("/data/path").asText()).isEqualTo("big.gguf");
      assertThat(begun.at("/data/total").asLong()).isEqualTo(1 << 18);
      assertThat(begun.at("/data/repo").asText()).isEqualTo("acme/big");
      JsonNode done = socket.await("event", "/data/event", "file_done");
      assertThat(done.at("/data/path").asText()).isEqualTo("big.gguf");
      assertThat(done.at("/data").has("message")).isFalse();
      socket.await("event", "/data/event", "completed");

      start("{\"repo\": \"acme/big\", \"filters\": [\"big\"]}");
      JsonNode skipped = socket.await("event", "/data/event", "file_done");
      assertThat(skipped.at("/data/message").asText()).startsWith("skip");
    }
  }

  @Test
  void noMoreListenThanMayAndAnotherOneMayWhenOneLeaves() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    try {
      List<Listening> inside = new ArrayList<>();
      for (int i = 0; i < EventHub.MAX_LISTENERS; i++) {
        inside.add(Listening.to(http, desk.url()));
        assertThat(inside.getLast().first()).startsWith("{\"type\":\"init\"");
      }
      assertThat(Listening.to(http, desk.url()).first()).isEqualTo("closed with 1013");

      inside.removeFirst().leave();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Listening.to(http, desk.url()).first().startsWith("{\"type\":\"init\""));
    } finally {
      http.shutdownNow();
    }
  }

  @Test
  void whoDoesNotReadIsCutAndHoldsNobodyUp() throws Exception {
    List<String> folders =
        IntStream.range(0, 100).mapToObj(i -> "\"/" + i + "x".repeat(3_000) + "\"").toList();
    String patch = "{\"localScanDirs\": [" + String.join(",", folders) + "]}";
    try (var deaf = new Socket();
        var hearing = new DeskSocket(desk.url())) {
      deaf.setReceiveBufferSize(4_096);
      assertThat(new RawCaller(desk.url()).upgrade(deaf)).endsWith("101");

      for (int i = 1; i <= 60; i++) {
        client.post("/api/settings", patch).ok();
      }

      client.post("/api/settings", "{\"localScanDirs\": [], \"connections\": 5}").ok();
      hearing.await("settings_update", "/data/connections", "5");
      assertThat(readToTheEnd(deaf)).isLessThan(60L * 300_000);
    }
  }

  /// Bytes until the other side hangs up, in whatever way.
  private static long readToTheEnd(Socket socket) throws IOException {
    var buffer = new byte[64 << 10];
    long count = 0;
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        count += n;
      }
    } catch (SocketException _) {
      // Cut short.
    }
    return count;
  }
}
