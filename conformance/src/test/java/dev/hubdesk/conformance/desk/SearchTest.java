package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Search over several endpoints, page by page, with what is on this machine.
class SearchTest {

  private static final String NOBODY = "http://127.0.0.1:9";

  @TempDir private Path folder;
  private RunningHub hub;
  private FakeHub other;
  private RunningDesk desk;
  private DeskClient client;

  @BeforeEach
  void start() throws Exception {
    hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
    try (var publisher = new Publisher(hub)) {
      for (String name : new String[] {"a", "b", "c"}) {
        publisher.create(name);
      }
    }
    other = new FakeHub().text("models/acme/tiny", "config.json", "{}");
    desk = RunningDesk.on(folder).endpoint(hub.url()).endpoint(other.url()).start();
    client = new DeskClient(desk.url());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    desk.close();
    other.close();
    hub.close();
  }

  @Test
  void goesOnWhereItEndedAtEachEndpoint() throws Exception {
    var found = new ArrayList<String>();
    JsonNode page = client.get("/api/search?limit=1&sort=createdAt").ok();
    assertThat(page.path("results").findValuesAsText("endpoint"))
        .containsExactly(hub.url(), other.url());
    found.addAll(page.path("results").findValuesAsText("id"));
    while (page.has("nextCursor")) {
      String cursor = page.path("nextCursor").asText();
      page = client.get("/api/search?limit=1&sort=createdAt&cursor=" + cursor).ok();
      found.addAll(page.path("results").findValuesAsText("id"));
    }

    assertThat(found).containsExactly("ana/c", "acme/tiny", "ana/b", "ana/a");
  }

  @Test
  void namesTheNextPageInTheLinkHeaderToo() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      URI first = URI.create(desk.url() + "/api/search?limit=2&q=%20&sort=createdAt");
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(first).build(), HttpResponse.BodyHandlers.ofString());
      String link = answer.headers().firstValue("Link").orElseThrow();
      assertThat(link).startsWith("</api/search?cursor=").endsWith("; rel=\"next\"");
      String next = link.substring(1, link.indexOf('>'));

      assertThat(client.get(next).ok().path("results").findValuesAsText("id"))
          .containsExactly("ana/a");
    }
  }

  @Test
  void aCursorOfSomebodyElseIsRefused() throws Exception {
    String foreign =
        Base64.getUrlEncoder()
            .encodeToString(
                "{\"http://evil.example\": \"limit=1\"}".getBytes(StandardCharsets.UTF_8));
    String spaced =
        Base64.getUrlEncoder()
            .encodeToString(("{\"" + hub.url() + "\": \"a b\"}").getBytes(StandardCharsets.UTF_8));
    for (String cursor : List.of("x", "e30", foreign, spaced)) {
      assertThat(client.get("/api/search?cursor=" + cursor).status()).as(cursor).isEqualTo(400);
    }
  }

  @Test
  void anEndpointThatIsDownIsToldAndHidesNobody() throws Exception {
    try (RunningDesk half =
            RunningDesk.on(folder.resolve("half")).endpoint(NOBODY).endpoint(other.url()).start();
        DeskClient asking = new DeskClient(half.url())) {
      JsonNode answer = asking.get("/api/search?q=tiny").ok();

      assertThat(answer.path("results").findValuesAsText("id")).containsExactly("acme/tiny");
      assertThat(answer.at("/failures/0/endpoint").asText()).isEqualTo(NOBODY);
      assertThat(asking.get("/api/search?endpoint=" + NOBODY).status()).isEqualTo(502);
    }
  }

  @Test
  void saysWhatIsOnThisMachine() throws Exception {
    assertThat(badge("ana/b").path("cached").asBoolean(true)).isFalse();
    Files.createDirectories(desk.cache().resolve("models--ana--b/snapshots/" + "a".repeat(40)));
    assertThat(badge("ana/b").path("cached").asBoolean(true)).isFalse();
    new CacheFolder(desk.cache()).snapshot("models--ana--b", "a".repeat(40), Map.of("x", "y"));
    assertThat(badge("ana/b").path("cacheSource").asText()).isEqualTo("HF cache");
    assertThat(badge("ana/b").path("cacheStatus").asText()).isEqualTo("unknown");

    Path models = Files.createDirectories(folder.resolve("models/ana/a"));
    Files.writeString(models.resolve("a.gguf"), "weights");
    client.post("/api/settings", scan(folder.resolve("models"))).ok();
    assertThat(badge("ana/a").path("cacheSource").asText()).isEqualTo("Local");
  }

  @Test
  void whatCannotBeReadIsAnErrorAndNotAbsence() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.createSymbolicLink(models.resolve("ana"), folder.resolve("gone"));
    client.post("/api/settings", scan(models)).ok();

    DeskClient.Answer answer = client.get("/api/search");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.errorCode()).isEqualTo("server_error");
    assertThat(answer.json().path("error").asText()).isEqualTo("Failed to inspect local cache");
    assertThat(answer.json().path("details").asText()).contains("ana").doesNotContain("Exception");
  }

  @Test
  void theDetailsOfARepositorySaySoToo() throws Exception {
    Path unmounted = Files.createSymbolicLink(folder.resolve("models"), folder.resolve("gone"));
    client.post("/api/settings", scan(unmounted)).ok();

    DeskClient.Answer answer = client.get("/api/cache/ana/b");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("error").asText()).isEqualTo("Failed to inspect local folders");
    assertThat(answer.json().path("details").asText())
        .isEqualTo(unmounted + " cannot be read: it is not there");
  }

  private JsonNode badge(String repo) throws Exception {
    for (JsonNode result : client.get("/api/search").ok().path("results")) {
      if (result.path("id").asText().equals(repo)) {
        return result;
      }
    }
    throw new AssertionError("not found: " + repo);
  }

  private static String scan(Path folder) {
    return "{\"localScanDirs\": [\"" + folder + "\"]}";
  }
}
