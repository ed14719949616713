package dev.hubdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.http.ErrorAnswers;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.http.WebServer;
import dev.hubdesk.http.WebSettings;
import dev.hubdesk.protocol.Failure;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {

  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
  private static final Pattern MAPPED = Pattern.compile(":\"(/[^\"]+\\.js)\"");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>");

  private final HttpClient client = HttpClient.newHttpClient();
  private Assets assets;
  private WebServer hub;
  private WebServer desk;

  @BeforeEach
  void start() throws IOException {
    assets = Assets.load();
    hub = WebServer.start(anyPort(), new Bare(), new HubPages(assets, _ -> {})::addTo);
    desk = WebServer.start(anyPort(), new Bare(), new DeskPages(assets)::addTo);
  }

  @AfterEach
  void stop() {
    hub.close();
    desk.close();
    client.close();
  }

  @Test
  void everyFileThatAPageNamesIsServed() throws Exception {
    for (WebServer server : List.of(hub, desk)) {
      String html = get(server, "/").body();
      List<String> named =
          List.of(ADDRESS, MAPPED).stream()
              .flatMap(pattern -> pattern.matcher(html).results().map(match -> match.group(1)))
              .toList();
      assertThat(named).hasSizeGreaterThan(9);
      for (String path : named) {
        assertThat(get(server, path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void allowsItsOneInlineScriptByHash() throws Exception {
    HttpResponse<String> page = get(hub, "/");
    Matcher map = IMPORT_MAP.matcher(page.body());
    assertThat(map.find()).isTrue();
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'self'", "'sha256-" + sha256(map.group(1)) + "'")
        .doesNotContain("unsafe", "http:", "https:");
  }

  @Test
  void keepsPagesOutOfCachesAndAssetsInThem() throws Exception {
    assertThat(header(get(hub, "/"), "Cache-Control")).isEqualTo("no-store");
    HttpResponse<String> script = get(hub, assets.base() + "hub/app.js");
    assertThat(header(script, "Cache-Control")).contains("max-age=31536000", "immutable");
    assertThat(header(script, "Content-Type")).startsWith("text/javascript");
    HttpRequest again =
        request(hub, assets.base() + "hub/app.js")
            .header("If-None-Match", header(script, "ETag"))
            .build();
    assertThat(client.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
  }

  @Test
  void servesOnlyFilesThatExist() throws Exception {
    for (String path :
        List.of(
            assets.base() + "hub/none.js",
            assets.base() + "hub",
            assets.base() + "index.html",
            assets.base() + "..%2findex.html",
            assets.base() + "hub/../../dev/hubdesk/web/libraries.properties",
            assets.base() + "hub/%2e%2e/%2e%2e/dev/hubdesk/web/Assets.class",
            assets.base() + "lib/lit/package.json",
            "/-/assets/0123456789ab/hub/app.js")) {
      assertThat(get(hub, path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void answersTheAddressesThatPeopleOpen() throws Exception {
    for (String path :
        List.of(
            "/",
            "/datasets",
            "/ana/tiny",
            "/datasets/ana/words",
            "/models/ana/tiny",
            "/ana/tiny/tree/main/a/b",
            "/ana/tiny/tree/refs%2Fpr%2F1",
            "/spaces/ana/demo/blob/main/app.py",
            "/ana/tiny/commits/main")) {
      assertThat(get(hub, path).statusCode()).as(path).isEqualTo(200);
    }
    for (String path : List.of("/", "/downloads", "/settings", "/datasets/ana/words")) {
      assertThat(get(desk, path).body()).as(path).contains("<desk-app>");
    }
  }

  @Test
  void leavesOtherAddressesToTheApi() throws Exception {
    for (String path :
        List.of("/api/nothing", "/api/models/nothing/there", "/ana", "/ana/.git", "/models/ana")) {
      assertThat(get(hub, path).statusCode()).as(path).isEqualTo(404);
    }
  }

  private HttpResponse<String> get(WebServer server, String path) throws Exception {
    return client.send(request(server, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(WebServer server, String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  private static WebSettings anyPort() {
    return WebSettings.of(ListenAddress.parse("localhost:0")).withDrainTimeout(Duration.ZERO);
  }

  /// The least that a server can say.
  private static final class Bare implements ErrorAnswers {

    @Override
    public void failed(Context context, Failure failure) {
      context.status(400);
    }

    @Override
    public void noRoute(Context context) {
      context.status(404);
    }

    @Override
    public void crashed(Context context) {
      context.status(500);
    }
  }
}
