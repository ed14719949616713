package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Cards of a private repository.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeTest {

  private static final byte[] PNG =
      "\u0089PNG\r\n\u001a\n picture".getBytes(StandardCharsets.ISO_8859_1);
  private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  private static final int MAX_BYTES = 768 << 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private RunningHub hub;
  private RunningDesk desk;
  private DeskClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
    String card =
        """
        ---
        license: mit
        ---
        # Tiny
        ![shown](img/a.png) ![badge](https://img.shields.io/x) <script>alert(1)</script>
        """;
    try (var publisher = new Publisher(hub)) {
      publisher.publishPrivate(
          "card", Map.of("README.md", utf8(card), "img/a.png", PNG, "img/b.png", utf8(SVG)));
      publisher.publishPrivate("lower", Map.of("readme.md", utf8("small")));
      publisher.publishPrivate("none", Map.of("notes.txt", utf8("x")));
      publisher.publishPrivate("edge", Map.of("README.md", utf8("x".repeat(MAX_BYTES))));
      String over = "x".repeat(MAX_BYTES - 1) + "é and more";
      publisher.publishPrivate("long", Map.of("README.md", utf8(over)));
    }
    desk = RunningDesk.on(folder).endpoint(hub.url(), RunningHub.readToken("ana")).start();
    client = new DeskClient(desk.url());
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    desk.close();
    hub.close();
    http.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> asset(String address) throws IOException, InterruptedException {
    String url =
        desk.url() + "/api/readme-asset?url=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aCardIsTextAndPage() throws Exception {
    JsonNode readme = client.get("/api/readme/ana%2Fcard").ok();

    assertThat(readme.path("repo").asText()).isEqualTo("ana/card");
    assertThat(readme.path("revision").asText()).isEqualTo("main");
    assertThat(readme.path("path").asText()).isEqualTo("README.md");
    assertThat(readme.path("markdown").asText()).startsWith("---\nlicense: mit");
    String commit = readme.path("commit").asText();
    assertThat(readme.path("baseRawURL").asText())
        .isEqualTo(hub.url() + "/ana/card/raw/" + commit + "/");
    assertThat(readme.path("html").asText())
        .startsWith("<h1 id=\"readme-tiny\">Tiny</h1>")
        .contains("/api/readme-asset?url&#61;")
        .doesNotContain("<script", "shields.io", "license");
    assertThat(readme.path("blockedImages").toString()).isEqualTo("[\"https://img.shields.io/x\"]");
  }

  @Test
  void imagesComeThroughTheDeskWithItsToken() throws Exception {
    HttpResponse<byte[]> image = asset(hub.url() + "/ana/card/resolve/main/img/a.png");

    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(image.body()).isEqualTo(PNG);
    assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(image.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(image.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(image.headers().firstValue("Cache-Control")).contains("private, max-age=3600");
  }

  @Test
  void onlyRasterImagesOfEndpointsAreServed() throws Exception {
    assertThat(asset(hub.url() + "/ana/card/resolve/main/img/b.png").statusCode()).isEqualTo(400);
    assertThat(asset(hub.url() + "/ana/card/resolve/main/README.md").statusCode()).isEqualTo(400);
    assertThat(asset(hub.url() + "/ana/card/resolve/main/no.png").statusCode()).isEqualTo(404);
    assertThat(asset(hub.url() + "/api/whoami-v2").statusCode()).isEqualTo(403);
    assertThat(asset("https://example.org/ana/card/resolve/main/img/a.png").statusCode())
        .isEqualTo(403);
    assertThat(asset(desk.url() + "/ana/card/resolve/main/img/a.png").statusCode()).isEqualTo(403);
    assertThat(asset("file:///etc/passwd").statusCode()).isEqualTo(400);
    assertThat(client.get("/api/readme-asset").status()).isEqualTo(400);
  }

  @Test
  void anyOfTheUsualNamesIsFound() throws Exception {
    assertThat(client.get("/api/readme/ana/lower").ok().path("path").asText())
        .isEqualTo("readme.md");
    assertThat(client.get("/api/readme/ana/none").status()).isEqualTo(404);
    assertThat(client.get("/api/readme/ana/missing").status()).isEqualTo(404);
    assertThat(client.get("/api/readme/ana/card?revision=v9").status()).isEqualTo(404);
    assertThat(client.get("/api/readme/ana").status()).isEqualTo(400);
  }

  @Test
  void aLongCardIsCutAndSaysSo() throws Exception {
    JsonNode edge = client.get("/api/readme/ana/edge").ok();
    JsonNode cut = client.get("/api/readme/ana/long").ok();

    assertThat(edge.path("truncated").asBoolean(false)).isFalse();
    assertThat(edge.path("markdown").asText()).hasSize(MAX_BYTES);
    assertThat(cut.path("truncated").asBoolean(false)).isTrue();
    assertThat(cut.path("markdown").asText()).isEqualTo("x".repeat(MAX_BYTES - 1));
  }
}
