package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSendingTest {

  private static final int SIZE = (33 << 20) + 17;

  private final byte[] bytes = new byte[SIZE];
  private final AtomicInteger open = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private Path file;
  private WebServer server;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    new Random(1).nextBytes(bytes);
    file = Files.write(dir.resolve("content"), bytes);
    Path empty = Files.createFile(dir.resolve("empty"));
    server =
        WebServer.start(
            WebSettings.of(ListenAddress.parse("127.0.0.1:0")),
            new PlainErrors(),
            routes -> routes(routes, empty));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void routes(RoutesConfig routes, Path empty) {
    Content local = new Content.LocalFile(file, SIZE);
    Content streamed = new Content.Streamed(SIZE, this::open);
    routes.get("/local", c -> FileSending.send(c.contentType("text/x-test"), local, "tag"));
    routes.get("/streamed", c -> FileSending.send(c.contentType("text/x-test"), streamed, "tag"));
    Instant then = Instant.parse("1994-11-06T08:49:37.5Z");
    routes.get(
        "/dated",
        c -> FileSending.send(c.header("Cache-Control", "max-age=99"), local, "tag", then));
    routes.get("/empty", c -> FileSending.send(c, new Content.LocalFile(empty, 0), "tag"));
    Content torn = new Content.Streamed(SIZE, (offset, length) -> open(offset, length / 2));
    routes.get("/torn", c -> FileSending.send(c, torn, "tag"));
  }

  private InputStream open(long offset, long length) {
    open.incrementAndGet();
    return new ByteArrayInputStream(bytes, (int) offset, (int) length) {
      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void sendsTheWholeContentWithItsLengthAndTag() throws Exception {
    for (String path : new String[] {"/local", "/streamed"}) {
      HttpResponse<byte[]> answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Arrays.equals(answer.body(), bytes)).isTrue();
      assertThat(header(answer, "etag")).isEqualTo("\"tag\"");
      assertThat(header(answer, "accept-ranges")).isEqualTo("bytes");
      assertThat(header(answer, "content-length")).isEqualTo("" + SIZE);
    }
    assertThat(open).hasValue(0);
  }

  @Test
  void sendsRandomSlicesExactly() throws Exception {
    var random = new Random(2);
    for (int round = 0; round < 60; round++) {
      int first = random.nextInt(SIZE);
      int last = first + random.nextInt(Math.min(SIZE - first, 2 << 20));
      String path = round % 2 == 0 ? "/local" : "/streamed";
      HttpResponse<byte[]> answer = get(path, "Range", "bytes=" + first + "-" + last);
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(header(answer, "content-range"))
          .isEqualTo("bytes " + first + "-" + last + "/" + SIZE);
      assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }
  }

  @Test
  void answersHeadWithTheHeadersOfGet() throws Exception {
    HttpRequest head = HttpRequest.newBuilder(URI.create(server.url() + "/local")).HEAD().build();
    HttpResponse<byte[]> answer = client.send(head, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-length")).isEqualTo("" + SIZE);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void answersRangesPastTheEndWith416() throws Exception {
    assertThat(get("/local", "Range", "bytes=" + SIZE + "-").statusCode()).isEqualTo(416);
  }

  @Test
  void saysThatAnEmptyContentIsEmpty() throws Exception {
    HttpResponse<byte[]> probe = get("/empty", "Range", "bytes=0-0");
    assertThat(probe.statusCode()).isEqualTo(200);
    assertThat(header(probe, "content-range")).isEqualTo("bytes */0");
    assertThat(get("/empty").body()).isEmpty();
    assertThat(get("/empty", "Range", "bytes=1-").statusCode()).isEqualTo(416);
  }

  @Test
  void answers304WhenTheClientHasItAndIgnoresStaleRanges() throws Exception {
    assertThat(get("/local", "If-None-Match", "\"x\", W/\"tag\"").statusCode()).isEqualTo(304);
    assertThat(get("/local", "If-None-Match", "*").statusCode()).isEqualTo(304);
    assertThat(get("/local", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    assertThat(get("/local", "Range", "bytes=0-9", "If-Range", "\"tag\"").body()).hasSize(10);
    assertThat(get("/local", "Range", "bytes=0-9", "If-Range", "\"old\"").body()).hasSize(SIZE);
  }

  @Test
  void sendsSeveralRangesAsParts() throws Exception {
    for (String path : new String[] {"/local", "/streamed"}) {
      int far = 20 << 20;
      String asked = "bytes=100-199," + far + "-" + (far + 300_000) + ",-5,0-0";
      HttpResponse<byte[]> answer = get(path, "Range", asked);
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(header(answer, "content-range")).isEmpty();
      assertThat(header(answer, "content-length")).isEqualTo("" + answer.body().length);
      String type = header(answer, "content-type");
      assertThat(type).startsWith("multipart/byteranges; boundary=");
      String boundary = type.substring(type.indexOf('=') + 1);
      var wanted = new ByteArrayOutputStream();
      part(wanted, boundary, 100, 199);
      part(wanted, boundary, far, far + 300_000);
      part(wanted, boundary, SIZE - 5, SIZE - 1);
      part(wanted, boundary, 0, 0);
      wanted.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(Arrays.equals(answer.body(), wanted.toByteArray())).as(path).isTrue();
    }
    assertThat(open).hasValue(0);
  }

  private void part(ByteArrayOutputStream wanted, String boundary, int first, int last) {
    String head =
        "\r\n--%s\r\nContent-Type: text/x-test\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
            .formatted(boundary, first, last, SIZE);
    wanted.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    wanted.write(bytes, first, last - first + 1);
  }

  @Test
  void weighsPreconditionsAsHttpSays() throws Exception {
    String before = "Sun, 06 Nov 1994 08:49:36 GMT";
    String then = "Sun, 06 Nov 1994 08:49:37 GMT";
    assertThat(header(get("/dated"), "last-modified")).isEqualTo(then);
    assertThat(get("/dated", "If-Modified-Since", then).statusCode()).isEqualTo(304);
    assertThat(get("/dated", "If-Modified-Since", before).statusCode()).isEqualTo(200);
    assertThat(get("/dated", "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
    assertThat(get("/local", "If-Modified-Since", then).statusCode()).isEqualTo(200);
    assertThat(get("/dated", "If-Modified-Since", then, "If-None-Match", "\"x\"").statusCode())
        .isEqualTo(200);
    assertThat(get("/dated", "If-Unmodified-Since", before).statusCode()).isEqualTo(412);
    assertThat(get("/dated", "If-Unmodified-Since", then).statusCode()).isEqualTo(200);
    assertThat(get("/dated", "If-Match", "\"x\", \"tag\"").statusCode()).isEqualTo(200);
    assertThat(get("/dated", "If-Match", "*").statusCode()).isEqualTo(200);
    assertThat(get("/dated", "If-Match", "W/\"tag\"").statusCode()).isEqualTo(412);
    assertThat(get("/dated", "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    assertThat(get("/dated", "Range", "bytes=0-9", "If-Range", then).body()).hasSize(SIZE);
    assertThat(get("/dated", "Range", "bytes=0-9", "If-None-Match", "\"tag\"").statusCode())
        .isEqualTo(304);
  }

  @Test
  void ignoresRangesOnHead() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(URI.create(server.url() + "/local"))
            .header("Range", "bytes=0-9")
            .HEAD()
            .build();
    HttpResponse<byte[]> answer = client.send(head, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-length")).isEqualTo("" + SIZE);
  }

  @Test
  void errorsDoNotKeepWhatWasMeantForTheContent() throws Exception {
    assertThat(header(get("/dated"), "cache-control")).isEqualTo("max-age=99");
    HttpResponse<byte[]> past = get("/dated", "Range", "bytes=" + SIZE + "-");
    assertThat(past.statusCode()).isEqualTo(416);
    assertThat(header(past, "cache-control")).isEmpty();
  }

  @Test
  void breaksOffWhenTheContentDoes() {
    Assertions.assertThatIOException().isThrownBy(() -> get("/torn"));
    assertThat(open).hasValue(0);
  }
}
