package dev.hubdesk.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hubdesk.conformance.clients.Checkout;
import dev.hubdesk.http.Json;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sends random requests to every route of `docs/routes.txt`, a new one included. Whatever comes
/// in, the answer is no 5xx and no stack trace, it comes in time, and nothing grows. A sample, or
/// many with `-Dhubdesk.long=true`; `-Dhubdesk.seed` begins elsewhere.
class RouteFuzzTest {

  private static final int REQUESTS = Boolean.getBoolean("hubdesk.long") ? 120_000 : 4_000;
  private static final int ROUND = 250;
  private static final long SEED = Long.getLong("hubdesk.seed", 1);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long HEAP_GROWTH = 64L << 20;
  private static final long FILES_GROWTH = 50;
  private static final byte[] LARGE = "large".getBytes(StandardCharsets.UTF_8);

  private static final Pattern STACK_TRACE =
      Pattern.compile("\\tat |Exception\\b|dev\\.hubdesk\\.|org\\.eclipse\\.|java\\.lang\\.");

  @TempDir private Path folder;
  private int done;

  @Test
  void noRequestBreaksTheHub() throws Exception {
    List<RawRequest> seeds = seeds();
    try (RunningHub hub = RunningHub.on(folder).user("ana").user("ben").start();
        RawConnection connection = new RawConnection(hub.url(), LIMIT)) {
      prepare(connection);
      fuzz(connection, seeds, 0, REQUESTS / 3);
      long heap = heap();
      long files = openFiles();
      fuzz(connection, seeds, REQUESTS / 3, REQUESTS);
      assertThat(heap() - heap).as("growth of the heap").isLessThan(HEAP_GROWTH);
      assertThat(openFiles() - files).as("more open files").isLessThan(FILES_GROWTH);
      assertThat(done).as("requests that did something").isGreaterThan(REQUESTS / 10);
      try (Stream<Path> scratch = Files.list(folder.resolve("tmp"))) {
        assertThat(scratch).isEmpty();
      }
    }
  }

  private static List<RawRequest> seeds() throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(LARGE));
    List<RawRequest> seeds = new ArrayList<>();
    for (String line : Files.readAllLines(Checkout.root().resolve("docs/routes.txt"))) {
      if (line.equals("Desk")) {
        break;
      }
      if (line.contains(" /")) {
        seeds.addAll(RouteSeeds.of(line, sha256));
      }
    }
    assertThat(seeds).hasSizeGreaterThan(80);
    return seeds;
  }

  private void fuzz(RawConnection connection, List<RawRequest> seeds, int from, int to)
      throws IOException {
    for (int i = from; i < to; i++) {
      var random = new Random(SEED * 1_000_003 + i);
      RawRequest seed = seeds.get(i % seeds.size());
      RawRequest request = new RequestMutator(random).mutate(signed(seed, random));
      check(connection, request, i);
      if (i % ROUND == ROUND - 1) {
        prepare(connection);
      }
    }
  }

  private static RawRequest signed(RawRequest request, Random random) {
    boolean admin = request.target().startsWith("/api/admin");
    return switch (random.nextInt(8)) {
      case 0 -> request;
      case 1 -> request.with("Authorization", "Bearer " + RunningHub.writeToken("ben"));
      case 2 -> request.with("Authorization", "Bearer " + RunningHub.readToken("ana"));
      default ->
          request.with(
              "Authorization", "Bearer " + RunningHub.writeToken(admin ? RunningHub.ADMIN : "ana"));
    };
  }

  private void check(RawConnection connection, RawRequest request, int number) throws IOException {
    String what = "request " + number + " of seed " + SEED + ": " + request;
    try {
      Optional<RawConnection.Answer> answer = connection.send(request);
      if (answer.isEmpty()) {
        assertThat(request.cut()).as("no answer to " + what).isTrue();
        return;
      }
      check(answer.get(), request.method(), what);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer within " + LIMIT + " to " + what, e);
    }
  }

  private void check(RawConnection.Answer answer, String method, String what) throws IOException {
    assertThat(answer.status()).as(what + "\n" + answer.body()).isBetween(200, 499);
    if (answer.status() < 300) {
      done++;
    } else if (answer.status() >= 400) {
      assertThat(STACK_TRACE.matcher(answer.body()).find()).as(what + answer.body()).isFalse();
      assertThat(answer.header("x-request-id")).as(what).isNotEmpty();
      if (!method.equals("HEAD") && answer.header("content-type").contains("json")) {
        assertThat(Json.MAPPER.readTree(answer.body()).isObject()).as(what).isTrue();
      }
    }
  }

  /// Makes what the requests are about, as far as they have destroyed it.
  private static void prepare(RawConnection connection) throws IOException {
    for (String type : List.of("model", "dataset", "space")) {
      String repository = "/api/" + type + "s/ana/m";
      String create = "{\"name\":\"m\",\"type\":\"" + type + "\",\"sdk\":\"static\"}";
      must(connection, "POST", "/api/repos/create", create, 200, 409);
      must(connection, "PUT", repository + "/settings", "{\"private\":false,\"gated\":false}", 200);
      String commit =
          """
          {"key":"header","value":{"summary":"prepared"}}
          {"key":"file","value":{"path":"a.txt","content":"aGVsbG8="}}
          {"key":"file","value":{"path":"dir/sub/b.txt","content":"aGVsbG8="}}
          """;
      must(connection, "POST", repository + "/commit/main", commit, 200);
      must(connection, "POST", repository + "/branch/topic", "{}", 200, 409);
      must(connection, "POST", repository + "/tag/main", "{\"tag\":\"v1\"}", 200, 409);
    }
  }

  private static void must(
      RawConnection connection, String method, String target, String body, Integer... good)
      throws IOException {
    RawRequest request =
        RawRequest.of(method, target, body.getBytes(StandardCharsets.UTF_8))
            .with("Authorization", "Bearer " + RunningHub.writeToken("ana"));
    RawConnection.Answer answer = connection.send(request).orElseThrow();
    assertThat(answer.status()).as(request + answer.body()).isIn((Object[]) good);
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
