package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.settings.Settings;
import dev.hubdesk.desk.transfer.Transports.Loan;
import dev.hubdesk.hubclient.FileAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.hubclient.OpenFile;
import dev.hubdesk.hubclient.RemoteFile;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which settings count for a file that is on its way, and which for the next one.
@Timeout(60)
class LiveTransportsTest {

  private static final Network PROXY = Network.usual("http://127.0.0.1:1", null, null, "");
  private static final int SIZE = 400_000;

  private HttpServer server;
  private volatile Settings settings = settings(4, 0, 4, Duration.ofSeconds(60), Network.DIRECT);
  private final LiveTransports transports = new LiveTransports(() -> settings);

  private static Settings settings(
      int connections, long maxSpeed, int retries, Duration stall, Network network) {
    var folders = new FolderSettings(Path.of("/cache"), null, List.of(), null, Map.of(), false);
    return new Settings(
        folders, connections, 3, 32 << 20, maxSpeed, retries, stall, network, List.of());
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(new byte[SIZE]);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    transports.close();
    server.stop(0);
  }

  private RemoteFile open(Transport transport) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
    return new OpenFile(transport, HubEndpoint.anonymous(address.resolve("/").toString()))
        .call(FileAddress.chosen(address), Revision.MAIN, new RepoPath("file"), null, null);
  }

  private boolean isOpen(Transport transport) throws InterruptedException {
    try (RemoteFile file = open(transport)) {
      return file.length().orElse(0) == SIZE;
    } catch (IOException e) {
      assertThat(e).hasMessage("the transport is closed");
      return false;
    }
  }

  @Test
  void filesThatBeginUnderTheSameSettingsShareATransport() throws Exception {
    try (Loan first = transports.take();
        Loan second = transports.take()) {
      assertThat(first.transport()).isSameAs(second.transport());
    }
    try (Loan later = transports.take()) {
      assertThat(isOpen(later.transport())).isTrue();
    }
  }

  @Test
  void aFileOnItsWayKeepsItsTransportWhenTheProxyChanges() throws Exception {
    Loan two = transports.take();
    Transport direct = two.transport();
    try (Loan _ = transports.take()) {
      settings = settings(4, 0, 4, Duration.ofSeconds(60), PROXY);
      transports.settingsChanged();

      try (Loan next = transports.take()) {
        assertThat(next.transport()).isNotSameAs(direct);
      }
      assertThat(isOpen(direct)).isTrue();
    }
    assertThat(isOpen(direct)).isTrue();
    two.close();
    assertThat(isOpen(direct)).isFalse();
  }

  @Test
  void aTransportThatNobodyUsesEndsWhenAnotherIsNeeded() throws Exception {
    Loan first = transports.take();
    first.close();
    assertThat(isOpen(first.transport())).isTrue();

    settings = settings(4, 0, 4, Duration.ofSeconds(9), Network.DIRECT);
    try (Loan next = transports.take()) {
      assertThat(next.transport().settings().stall()).isEqualTo(Duration.ofSeconds(9));
      assertThat(isOpen(first.transport())).isFalse();
    }
  }

  @Test
  void connectionsAndRetriesCountForTheNextFileOnTheSameTransport() {
    try (Loan first = transports.take()) {
      settings = settings(7, 0, 2, Duration.ofSeconds(60), Network.DIRECT);

      try (Loan next = transports.take()) {
        assertThat(next.transport()).isSameAs(first.transport());
        assertThat(next.settings().connectionsPerFile()).isEqualTo(7);
        assertThat(next.settings().retries().retries()).isEqualTo(2);
      }
      assertThat(first.settings().connectionsPerFile()).isEqualTo(4);
      assertThat(transports.settings().connectionsPerFile()).isEqualTo(7);
    }
  }

  @Test
  void anotherLimitOfSpeedCountsForTheFileOnItsWay() throws Exception {
    settings = settings(4, 1_000, 4, Duration.ofSeconds(60), Network.DIRECT);
    transports.settingsChanged();
    try (Loan line = transports.take();
        RemoteFile file = open(line.transport())) {
      var reading = new FutureTask<Integer>(() -> file.body().readAllBytes().length);
      Thread.ofVirtual().start(reading);
      assertThat(ends(reading, Duration.ofMillis(500))).isFalse();

      settings = settings(4, 0, 4, Duration.ofSeconds(60), Network.DIRECT);
      transports.settingsChanged();

      assertThat(ends(reading, Duration.ofSeconds(20))).isTrue();
      assertThat(reading.get()).isEqualTo(SIZE);
    }
  }

  private static boolean ends(FutureTask<Integer> task, Duration patience) throws Exception {
    try {
      task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  @Test
  void closedItLetsWhatIsOnItsWayEnd() throws Exception {
    Transport transport;
    try (Loan last = transports.take()) {
      transport = last.transport();
      transports.close();
      assertThat(isOpen(transport)).isTrue();
    }
    assertThat(isOpen(transport)).isFalse();
  }

  @Test
  void closedItEndsATransportThatNobodyUses() throws Exception {
    Loan line = transports.take();
    line.close();
    transports.close();
    assertThat(isOpen(line.transport())).isFalse();
  }
}
