package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds on every route that names a repository, those included that are made later.
class EveryRouteTest {

  private static final String SECRET = "the-words-of-the-secret-file";
  private static final byte[] LARGE = SECRET.repeat(2).getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static RunningHub hub;
  private static HubClient ana;
  private static HubClient ben;
  private static HubClient anybody;
  private static String first;
  private static String last;

  @BeforeAll
  static void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").user("ben").start();
    ana = HubClient.of(hub, "ana");
    ben = HubClient.of(hub, "ben");
    anybody = HubClient.anonymous(hub);
    for (String name : List.of("gated", "hidden", "off")) {
      ana.create(name);
      ana.commit("ana/" + name, HubClient.file("a.txt", "before"));
    }
    first = ana.get("/api/models/ana/gated").json().path("sha").textValue();
    ana.commit("ana/gated", HubClient.file("a.txt", SECRET));
    ana.uploadLarge("ana/gated", LARGE);
    ana.commit("ana/gated", HubClient.largeFile("l.bin", LARGE));
    last = ana.get("/api/models/ana/gated").json().path("sha").textValue();
    set(ana, "gated", "{\"gated\":\"manual\"}");
    set(ana, "hidden", "{\"private\":true}");
    set(HubClient.of(hub, RunningHub.ADMIN), "off", "{\"disabled\":true}");
  }

  private static void set(HubClient who, String name, String settings) {
    byte[] body = settings.getBytes(StandardCharsets.UTF_8);
    assertThat(who.put("/api/models/ana/" + name + "/settings", body).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    hub.close();
  }

  static Stream<String> reads() {
    return hub.routes().stream()
        .filter(route -> route.startsWith("GET "))
        .map(route -> route.substring("GET ".length()))
        .filter(path ->
            path.contains("{namespace}/{name}") || path.contains("{namespace}/{repository}"))
        .filter(path -> !path.contains("/datasets/") && !path.contains("/spaces/"));
  }

  private static List<String> rests() {
    return List.of(
        "main",
        "main/a.txt",
        "main/l.bin",
        last,
        last + "/diff",
        first + ".." + last,
        first + "..." + last,
        first + "/" + last);
  }

  /// @param rest in the place of what follows
  private static String path(String route, String name, String rest) {
    return route
        .replace("{namespace}", "ana")
        .replace("{name}", name)
        .replace("{repository}", name + ".git")
        .replace("{oid}", HubClient.sha256(LARGE))
        .replaceAll("<[a-z]+>", rest)
        .replaceAll("\\{[a-z]+}", "main");
  }

  private static boolean isPage(String route) {
    return !route.contains("/api/")
        && (route.endsWith("{name}")
            || route.contains("/blob/")
            || route.contains("/commits/")
            || route.equals("/{namespace}/{name}/tree/<rest>"));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void noRouteTellsTheContentOfAGatedFileToWhoIsOutside(String route) {
    for (String rest : rests()) {
      for (HubClient who : List.of(ben, anybody)) {
        for (String query : List.of("", "?raw=1", "?format=json&expand=true&download=true")) {
          Answer answer = who.get(path(route, "gated", rest) + query);
          assertThat(answer.body()).as("%s %s", route, rest).doesNotContain(SECRET);
        }
      }
    }
  }

  /// Else the test above could not fail.
  @Test
  void whoIsInsideReadsTheContentInSeveralWays() {
    List<String> telling =
        reads()
            .filter(route ->
                rests().stream()
                    .anyMatch(rest ->
                        ana.get(path(route, "gated", rest) + "?raw=1").body().contains(SECRET)))
            .toList();
    assertThat(telling).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void noRouteTellsWhetherAPrivateRepositoryIsThere(String route) {
    for (HubClient who : List.of(ben, anybody)) {
      Answer hidden = who.get(path(route, "hidden", "main"));
      Answer absent = who.get(path(route, "absent", "main"));
      if (route.startsWith("/models/") && route.contains("/tree")) {
        // The published specification wants 403 there.
        assertThat(hidden.status()).isEqualTo(403);
      } else {
        assertThat(hidden.status()).as(route).isEqualTo(absent.status());
        assertThat(hidden.body()).as(route).isEqualTo(absent.body());
      }
      assertThat(hidden.body()).doesNotContain("a.txt");
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void whatIsDisabledIsOnlyDescribed(String route) {
    boolean described =
        isPage(route)
            || route.equals("/api/models/{namespace}/{name}")
            || route.equals("/api/models/{namespace}/{name}/revision/<rest>");
    Answer answer = ana.get(path(route, "off", "main"));
    if (described) {
      assertThat(answer.status()).as(route).isEqualTo(200);
    } else {
      assertThat(answer.status()).as("%s: %s", route, answer.body()).isEqualTo(403);
      assertThat(answer.body()).contains("Access to this resource is disabled.");
    }
  }
}
