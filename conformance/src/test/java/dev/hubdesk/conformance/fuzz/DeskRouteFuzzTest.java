package dev.hubdesk.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.conformance.clients.Checkout;
import dev.hubdesk.http.Json;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends random requests to every route of the Desk in `docs/routes.txt`, a new one included.
/// Whatever comes in, the answer is no 500, it comes in time, and every refusal below `/api` is the
/// documented envelope without a trace of the inside. A sample, or many with `-Dhubdesk.long=true`;
/// `-Dhubdesk.seed` begins elsewhere.
class DeskRouteFuzzTest {

  private static final int REQUESTS = Boolean.getBoolean("hubdesk.long") ? 100_000 : 4_000;
  private static final int ROUND = 200;
  private static final long SEED = Long.getLong("hubdesk.seed", 1);
  private static final int MOST_FAULTS = 40;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Pattern INSIDE =
      Pattern.compile(
          "\\tat |Exception\\b|dev\\.hubdesk\\.|com\\.fasterxml|org\\.eclipse\\.|java\\.(lang|nio|io)\\.");

  @TempDir private Path folder;
  private String hub = "";
  private String job = "none";
  private String mirror = "none";
  private final List<String> faults = new ArrayList<>();
  private int done;
  private int sent;

  @Test
  void noRequestBreaksTheDesk() throws Exception {
    List<RawRequest> seeds = seeds();
    for (String name : List.of("cache", "scan", "view", "llm", "flat", "target")) {
      Files.createDirectories(folder.resolve(name));
    }
    try (RunningHub upstream =
            RunningHub.on(Files.createDirectory(folder.resolve("hub"))).user("ana").start();
        RunningDesk desk = RunningDesk.on(folder).endpoint(upstream.url()).start();
        RawConnection connection = new RawConnection(desk.url(), LIMIT)) {
      hub = upstream.url();
      fill(upstream);
      prepare(connection);
      for (int i = 0; i < REQUESTS; i++) {
        var random = new Random(SEED * 1_000_003 + i);
        RawRequest seed = placed(seeds.get(i % seeds.size()));
        RawRequest request = new RequestMutator(random).mutate(seed.with("Host", "localhost"));
        if (staysHere(request)) {
          note(connection, request, i);
        }
        if (i % ROUND == ROUND - 1) {
          prepare(connection);
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(sent).as("requests that were sent").isGreaterThan(REQUESTS / 2);
    assertThat(done).as("requests that did something").isGreaterThan(REQUESTS / 10);
  }

  private static List<RawRequest> seeds() throws IOException {
    List<RawRequest> seeds = new ArrayList<>();
    boolean isDesk = false;
    for (String line : Files.readAllLines(Checkout.root().resolve("docs/routes.txt"))) {
      isDesk |= line.equals("Desk");
      if (isDesk && line.contains(" /")) {
        seeds.addAll(DeskSeeds.of(line));
      }
    }
    assertThat(seeds).hasSizeGreaterThan(50);
    return seeds;
  }

  private RawRequest placed(RawRequest seed) {
    return seed.withTarget(placed(seed.target()))
        .withBody(
            placed(new String(seed.body(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  private String placed(String text) {
    return text.replace("$DIR", folder.toString())
        .replace("$HUB", hub)
        .replace("$JOB", job)
        .replace("$MIRROR", mirror);
  }

  /// Whether what the request says names no folder and no server but the test's own: a random one
  /// is not to be written to.
  private boolean staysHere(RawRequest request) {
    try {
      JsonNode body = Json.MAPPER.readTree(request.body());
      return body == null || staysHere(body);
    } catch (IOException _) {
      return true;
    }
  }

  private boolean staysHere(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue().strip();
      boolean folders = !text.startsWith("/") || text.startsWith(folder.toString() + "/");
      return folders && (!text.contains("://") || text.equals(hub));
    }
    for (JsonNode child : node) {
      if (!staysHere(child)) {
        return false;
      }
    }
    return true;
  }

  /// Goes on after a fault, so that one run tells many.
  private void note(RawConnection connection, RawRequest request, int number) throws IOException {
    try {
      check(connection, request, number);
    } catch (AssertionError e) {
      faults.add(String.valueOf(e.getMessage()));
      connection.close();
      assertThat(faults).as("faults until now").hasSizeLessThan(MOST_FAULTS);
    }
  }

  private void check(RawConnection connection, RawRequest request, int number) throws IOException {
    String what = "request " + number + " of seed " + SEED + ": " + request;
    sent++;
    try {
      Optional<RawConnection.Answer> answer = connection.send(request);
      if (answer.isEmpty()) {
        assertThat(request.cut()).as("no answer to " + what).isTrue();
        return;
      }
      check(answer.get(), request, what + "\n" + answer.get().body());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer within " + LIMIT + " to " + what, e);
    }
  }

  private void check(RawConnection.Answer answer, RawRequest request, String what)
      throws IOException {
    assertThat(answer.status())
        .as(what)
        .satisfiesAnyOf(
            status -> assertThat(status).isBetween(200, 499),
            status -> assertThat(status).isIn(502, 504));
    if (answer.status() < 300) {
      done++;
    }
    if (answer.status() < 400) {
      return;
    }
    assertThat(INSIDE.matcher(answer.body()).find()).as(what).isFalse();
    if (!request.method().equals("HEAD") && request.target().startsWith("/api")) {
      checkEnvelope(answer, what);
    }
  }

  private static void checkEnvelope(RawConnection.Answer answer, String what) throws IOException {
    assertThat(answer.header("content-type")).as(what).startsWith("application/json");
    JsonNode body = tree(answer.body());
    assertThat(body.path("ok").asBoolean(true)).as(what).isFalse();
    assertThat(body.path("error").asText()).as(what).isNotEmpty();
    assertThat(body.at("/error_detail/code").asText()).as(what).isNotEmpty();
    assertThat(body.at("/error_detail/message").asText())
        .as(what)
        .isEqualTo(body.path("error").asText());
    assertThat(body.at("/error_detail/details")).as(what).isEqualTo(body.path("details"));
  }

  private static JsonNode tree(String body) throws IOException {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }

  /// Puts the settings right again, and makes what the requests are about.
  private void prepare(RawConnection connection) throws IOException {
    String settings =
        """
        {"endpoints": ["$HUB"], "proxy": {"url": ""}, "cacheDir": "", "localDir": "",
         "localScanDirs": [], "downloadRoutes": {}, "friendlyDir": "", "caBundle": "",
         "connections": 4, "maxSpeed": "", "token": "", "allowRequestLocalDir": false}
        """;
    post(connection, "/api/settings", settings);
    post(connection, "/api/mirror/targets", "{\"name\":\"nas\",\"path\":\"$DIR/target\"}");
    post(connection, "/api/mirror/targets", "{\"name\":\"other\",\"path\":\"$DIR/target\"}");
    job = post(connection, "/api/download", "{\"repo\":\"ana/m\"}").path("id").asText();
    mirror =
        post(connection, "/api/mirror/push", "{\"target\":\"nas\",\"repoFilter\":\"m\"}")
            .path("job")
            .asText();
  }

  private JsonNode post(RawConnection connection, String path, String body) throws IOException {
    RawRequest request =
        RawRequest.of("POST", path, placed(body).getBytes(StandardCharsets.UTF_8))
            .with("Host", "localhost");
    RawConnection.Answer answer = connection.send(request).orElseThrow();
    assertThat(answer.status()).as("%s%s after %s", request, answer.body(), faults).isIn(200, 202);
    return tree(answer.body());
  }

  private static void fill(RunningHub upstream) throws IOException {
    try (RawConnection connection = new RawConnection(upstream.url(), LIMIT)) {
      for (String type : List.of("model", "dataset")) {
        send(connection, "/api/repos/create", "{\"name\":\"m\",\"type\":\"" + type + "\"}");
        send(
            connection,
            "/api/" + type + "s/ana/m/commit/main",
            """
            {"key":"header","value":{"summary":"filled"}}
            {"key":"file","value":{"path":"a.txt","content":"aGVsbG8="}}
            {"key":"file","value":{"path":"a-Q4_0.gguf","content":"aGVsbG8="}}
            {"key":"file","value":{"path":"README.md","content":"aGVsbG8="}}
            """);
      }
    }
  }

  private static void send(RawConnection connection, String path, String body) throws IOException {
    RawRequest request =
        RawRequest.of("POST", path, body.getBytes(StandardCharsets.UTF_8))
            .with("Authorization", "Bearer " + RunningHub.writeToken("ana"));
    assertThat(connection.send(request).orElseThrow().status()).isEqualTo(200);
  }
}
