package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.hubclient.ScriptedHub.Reply;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How long HTTP clients and their connections live.
@Timeout(30)
class ProxyClientsTest {

  private static final String FILE = "a few bytes";
  private static final Network OTHER = Network.DIRECT.exempting("nobody.test");

  @Test
  void aFormerClientEndsWithItsLastAnswer() throws Exception {
    try (var hub = new ScriptedHub().answers((_, _) -> new Reply(200, Map.of(), FILE));
        var transport = new Transport(TransportSettings.DEFAULT)) {
      RemoteFile first = open(transport, hub);
      RemoteFile second = open(transport, hub);
      transport.use(OTHER);
      assertThat(transport.clients()).isOne();
      assertThat(first.body().readAllBytes()).hasSize(FILE.length());
      first.close();
      assertThat(transport.clients()).isOne();
      assertThat(second.body().readAllBytes()).hasSize(FILE.length());
      second.close();
      assertThat(transport.clients()).isZero();

      open(transport, hub).close();
      assertThat(transport.clients()).isOne();
      transport.use(Network.DIRECT);
      assertThat(transport.clients()).isZero();
    }
  }

  @Test
  void aRequestThatFailsKeepsNoClient() throws Exception {
    int port;
    try (var dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = dead.getLocalPort();
    }
    try (var transport = new Transport(TransportSettings.DEFAULT)) {
      var nobody = HubEndpoint.anonymous("http://127.0.0.1:" + port);
      assertThat(catching(transport, nobody)).isInstanceOf(IOException.class);
      transport.use(OTHER);
      assertThat(transport.clients()).isZero();
    }
  }

  @Test
  void aConnectionThatNobodyUsesIsClosed() throws Exception {
    TransportSettings brief = TransportSettings.DEFAULT.withIdle(Duration.ofMillis(300));
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var transport = new Transport(brief)) {
      var hub = HubEndpoint.anonymous("http://127.0.0.1:" + server.getLocalPort());
      Thread.ofVirtual().start(() -> catching(transport, hub));
      try (Socket connection = server.accept()) {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        connection.setSoTimeout(20_000);
        // The request, then the end of the stream.
        connection.getInputStream().readAllBytes();
      }
      assertThat(transport.clients()).isOne();
    }
  }

  private static Throwable catching(Transport transport, HubEndpoint endpoint) {
    try (RemoteFile file = open(transport, endpoint)) {
      file.body().readAllBytes();
      return new AssertionError("no failure");
    } catch (IOException | InterruptedException e) {
      return e;
    }
  }

  private static RemoteFile open(Transport transport, ScriptedHub hub)
      throws IOException, InterruptedException {
    return open(transport, hub.endpoint());
  }

  private static RemoteFile open(Transport transport, HubEndpoint endpoint)
      throws IOException, InterruptedException {
    var path = new RepoPath("file");
    URI address =
        OpenFile.address(endpoint, new RepoId(RepoType.MODEL, "ana", "bert"), Revision.MAIN, path);
    return new OpenFile(transport, endpoint)
        .call(FileAddress.chosen(address), Revision.MAIN, path, null, null);
  }
}
