package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerTest {

  private static final ListenAddress ANY_PORT = ListenAddress.parse("localhost:0");

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start(settings(ANY_PORT), new PlainErrors(), this::routes);
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  private static WebSettings settings(ListenAddress listen) {
    return new WebSettings(listen, Duration.ofSeconds(1), Duration.ofSeconds(5), 4096);
  }

  private void routes(RoutesConfig routes) {
    routes.get("/segments/<rest>", c -> c.json(RequestPath.of(c).segments()));
    routes.get("/thread", c -> c.result(String.valueOf(Thread.currentThread().isVirtual())));
    routes.get("/text", c -> c.result("some text ".repeat(1000)));
    routes.get("/fails", c -> fail(new Failure.BadRequest("told")));
    routes.get("/crashes", c -> crash("secret detail"));
    routes.get("/errs", c -> err());
    routes.get("/breaks", WebServerTest::breakHalfWay);
    routes.get("/slow", this::waitForRelease);
    routes.get("/computes", WebServerTest::compute);
    routes.post("/body", c -> c.result("" + LimitedBody.of(c, 10).readAllBytes().length));
  }

  private static void fail(Failure failure) {
    throw new FailureException(failure);
  }

  private static void crash(String detail) {
    throw new IllegalStateException(detail);
  }

  private static void err() {
    throw new AssertionError("secret detail");
  }

  private static void breakHalfWay(Context context) throws IOException {
    context.res().getOutputStream().write(new byte[100_000]);
    context.res().flushBuffer();
    throw new IllegalStateException("half-way");
  }

  private void waitForRelease(Context context) throws InterruptedException {
    entered.countDown();
    assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
    context.result("finished");
  }

  private static void compute(Context context) throws InterruptedException {
    Thread.sleep(2500);
    context.result("computed");
  }

  @Test
  void keepsEncodedSlashesInTheirSegment() throws Exception {
    String answer = Wire.rawGet(server, "/segments/refs%2Fpr%2F1/a%20b/%C3%A9+c");
    assertThat(answer).contains("[\"segments\",\"refs/pr/1\",\"a b\",\"é+c\"]");
  }

  @Test
  void letsHandlersJudgeStrangePaths() throws Exception {
    assertThat(Wire.rawGet(server, "/segments/%5C/%2e%2e/%25/%01/x"))
        .contains("\"\\\\\",\"..\",\"%\",\"\\u0001\",\"x\"");
    assertThat(Wire.rawGet(server, "/segments/x/../y")).contains("\"x\",\"..\",\"y\"");
    assertThat(Wire.rawGet(server, "/segments/x;v=1/y//z")).contains("\"x;v=1\",\"y\",\"\",\"z\"");
  }

  @Test
  void refusesZeroBytesAndPathsAboveTheRootBeforeAnyRoute() throws Exception {
    assertThat(Wire.rawGet(server, "/segments/a%00b")).startsWith("HTTP/1.1 400");
    assertThat(Wire.rawGet(server, "/../segments/a")).startsWith("HTTP/1.1 400");
  }

  @Test
  void refusesMalformedEncodingsBeforeAnyRoute() throws Exception {
    for (String bad : new String[] {"%", "%2", "%zz", "%ff", "%c3%28", "a%u0041"}) {
      assertThat(Wire.rawGet(server, "/segments/" + bad)).as(bad).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void runsRequestsOnVirtualThreads() throws Exception {
    assertThat(Wire.get(server.url() + "/thread").body()).isEqualTo("true");
  }

  @Test
  void answersHeadWhereverItAnswersGet() throws Exception {
    HttpResponse<String> get = Wire.get(server.url() + "/text");
    HttpResponse<String> head = Wire.head(server.url() + "/text");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-type"))
        .isEqualTo(get.headers().firstValue("content-type"));
    assertThat(Wire.head(server.url() + "/fails").statusCode()).isEqualTo(400);
  }

  @Test
  void neverCompressesAndTellsNothingOfItself() throws Exception {
    HttpResponse<String> answer = Wire.get(server.url() + "/text", "Accept-Encoding", "gzip");
    assertThat(answer.body()).hasSize(10_000);
    assertThat(answer.headers().map()).doesNotContainKeys("content-encoding", "server");
  }

  @Test
  void saysWhatWentWrongInItsOwnEnvelope() throws Exception {
    assertThat(Wire.get(server.url() + "/fails").body()).isEqualTo("BadRequest: told");
    assertThat(Wire.get(server.url() + "/nowhere").body()).isEqualTo("no route");
    assertThat(Wire.get(server.url() + "/body").body()).isEqualTo("wrong method");
    assertThat(Wire.get(server.url() + "/crashes").body()).isEqualTo("crashed");
    assertThat(Wire.get(server.url() + "/errs"))
        .extracting(HttpResponse::statusCode, HttpResponse::body)
        .containsExactly(500, "{\"error\":\"Internal server error\"}");
  }

  @Test
  void answersNonsenseWithJson() throws Exception {
    String nonsense = Wire.raw(server, "NONSENSE\r\n\r\n");
    assertThat(nonsense).startsWith("HTTP/1.1 400").doesNotContain("<html", "Jetty", "NONSENSE");
    String huge = Wire.rawGet(server, "/text", "X-Big: " + "x".repeat(5000) + "\r\n");
    assertThat(huge).startsWith("HTTP/1.1 431").contains("{\"error\":").contains("X-Request-Id:");
    String fits = Wire.rawGet(server, "/text", "X-Big: " + "x".repeat(3500) + "\r\n");
    assertThat(fits).startsWith("HTTP/1.1 200");
  }

  @Test
  void breaksOffAnAnswerThatFailsHalfWay() {
    assertThatThrownBy(() -> Wire.get(server.url() + "/breaks")).isInstanceOf(IOException.class);
  }

  @Test
  void echoesTheRequestIdOrMakesOneThatHoldsTheTraceId() throws Exception {
    HttpResponse<String> echoed = Wire.get(server.url() + "/text", "X-Request-Id", "mine-1");
    assertThat(echoed.headers().firstValue("x-request-id")).hasValue("mine-1");
    HttpResponse<String> traced = Wire.get(server.url() + "/fails", "X-Amzn-Trace-Id", "t-7");
    assertThat(traced.headers().firstValue("x-request-id").orElseThrow())
        .startsWith("Root=")
        .endsWith(";t-7");
    String over = "x".repeat(RequestId.MAX_LENGTH + 1);
    HttpResponse<String> own = Wire.get(server.url() + "/text", "X-Request-Id", over);
    assertThat(own.headers().firstValue("x-request-id").orElseThrow()).startsWith("Root=");
  }

  @Test
  void limitsBodiesAtTheByte() throws Exception {
    assertThat(post("x".repeat(10)).body()).isEqualTo("10");
    assertThat(post("x".repeat(11)).statusCode()).isEqualTo(413);
    String chunked =
        "POST /body HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(Wire.raw(server, chunked + "a\r\n0123456789\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(Wire.raw(server, chunked + "b\r\n0123456789A\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return Wire.send(server.url() + "/body", r -> r.POST(BodyPublishers.ofString(body)));
  }

  @Test
  void saysThatAConnectionEndsAfterAMalformedRequest() throws Exception {
    String refused = "POST /%zz HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n";
    assertThat(Wire.raw(server, refused))
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("Connection: close");
  }

  @Test
  void listensOnBothLoopbacksOnOnePort() throws Exception {
    int port = server.address().port();
    for (InetAddress loopback : InetAddress.getAllByName("localhost")) {
      try (var socket = new Socket(loopback, port)) {
        assertThat(socket.isConnected()).isTrue();
      }
    }
    assertThat(server.url()).isEqualTo("http://localhost:" + port);
  }

  @Test
  void namesTheAddressThatIsInUse() {
    ListenAddress taken = server.address();
    assertThatThrownBy(() -> WebServer.start(settings(taken), new PlainErrors(), r -> {}))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining(taken.toString());
  }

  @Test
  void finishesRequestsInFlightAndRefusesNewOnesWhenItCloses() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = threads.submit(() -> Wire.get(server.url() + "/slow").body());
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      var closing = threads.submit(() -> server.close());
      Thread.sleep(300);
      assertThatThrownBy(() -> Wire.raw(server, "GET / HTTP/1.1\r\n\r\n"))
          .isInstanceOf(ConnectException.class);
      released.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("finished");
      closing.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void cutsWhatDoesNotFinishInTimeAndStopsAllTheSame() throws Exception {
    WebSettings impatient = settings(ANY_PORT).withDrainTimeout(Duration.ofMillis(300));
    WebServer other = WebServer.start(impatient, new PlainErrors(), this::routes);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = threads.submit(() -> Wire.get(other.url() + "/slow"));
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
      other.close();
      assertThatThrownBy(() -> Wire.get(other.url() + "/text")).isInstanceOf(IOException.class);
      assertThatThrownBy(slow::get).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void doesNotTakeThinkingForIdling() throws Exception {
    assertThat(Wire.get(server.url() + "/computes").body()).isEqualTo("computed");
  }

  @Test
  void doesNotCutASlowUploadThatMoves() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      OutputStream out = socket.getOutputStream();
      out.write(ascii("POST /body HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"));
      out.write(ascii("Content-Length: 7\r\n\r\n"));
      for (int i = 0; i < 7; i++) {
        out.write('x');
        out.flush();
        Thread.sleep(300);
      }
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void givesUpAnUploadThatStandsStill() throws Exception {
    String begun = "POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\n\r\nx";
    assertThat(Wire.raw(server, begun)).doesNotStartWith("HTTP/1.1 200");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void listsItsRoutesWithoutTheMirroredHeads() {
    assertThat(server.routes()).contains("GET /text", "POST /body").doesNotContain("HEAD /text");
  }
}
