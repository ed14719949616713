package dev.hubdesk.desk.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images of a server that sends as many bytes as the file is called.
@Timeout(60)
class PictureServiceTest {

  private static final byte[] PNG = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int AT_ONCE = 2;

  private HttpServer server;
  private Transport transport;
  private PictureService pictures;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", PictureServiceTest::serve);
    server.start();
    transport = new Transport(TransportSettings.DEFAULT);
    HubEndpoint hub = HubEndpoint.anonymous(base());
    pictures =
        new PictureService(
            new Endpoints(transport, null, () -> List.of(hub)), AT_ONCE, Duration.ofMillis(200));
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// `told-<bytes>` says how long it is, `untold-<bytes>` does not.
  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("missing")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      long length = Long.parseLong(path.substring(path.lastIndexOf('-') + 1));
      exchange.sendResponseHeaders(200, path.contains("untold") ? 0 : length);
      OutputStream out = exchange.getResponseBody();
      out.write(PNG);
      var piece = new byte[64 << 10];
      for (long left = length - PNG.length; left > 0; left -= piece.length) {
        out.write(piece, 0, (int) Math.min(left, piece.length));
      }
    }
  }

  @AfterEach
  void stop() {
    transport.close();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"told", "untold"})
  void thirtyTwoMebibytesAreSentAndNotAByteMore(String kind) throws Exception {
    assertThat(sent(kind, Picture.MAX_BYTES)).isEqualTo(Picture.MAX_BYTES);
    if (kind.equals("told")) {
      assertThat(failureOf(kind + "-" + (Picture.MAX_BYTES + 1)))
          .isInstanceOf(Failure.TooLarge.class);
    } else {
      assertThatThrownBy(() -> sent(kind, Picture.MAX_BYTES + 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("longer than " + Picture.MAX_BYTES);
    }
  }

  @Test
  void onlySoManyAreOnTheirWayAtATime() throws Exception {
    Picture first = open("told-100");
    try (Picture _ = open("told-100")) {
      assertThat(failureOf("told-100")).isInstanceOf(Failure.Unavailable.class);
      first.close();
      open("told-100").close();
    }
  }

  @Test
  void whatCannotBeShownTakesNobodysPlace() throws Exception {
    for (int time = 0; time <= AT_ONCE; time++) {
      assertThat(failureOf("missing")).isInstanceOf(Failure.EntryNotFound.class);
      assertThat(failureOf("told-" + (Picture.MAX_BYTES + 1))).isInstanceOf(Failure.TooLarge.class);
    }
    open("told-100").close();
  }

  private Picture open(String file) throws InterruptedException {
    return pictures.open(base() + "/ana/bert/resolve/main/" + file);
  }

  private Failure failureOf(String file) throws IOException, InterruptedException {
    try (Picture _ = open(file)) {
      throw new AssertionError("no failure");
    } catch (FailureException e) {
      return e.failure();
    }
  }

  private long sent(String kind, long bytes) throws IOException, InterruptedException {
    var counting = new CountingOutput();
    try (Picture picture = open(kind + "-" + bytes)) {
      picture.sendTo(counting);
    }
    return counting.bytes;
  }

  private static final class CountingOutput extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] data, int offset, int length) {
      bytes += length;
    }
  }
}
