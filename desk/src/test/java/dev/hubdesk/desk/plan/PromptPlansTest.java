package dev.hubdesk.desk.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.http.Json;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that answers a byte now and then, never silent and never done.
@Timeout(30)
class PromptPlansTest {

  private HttpServer trickling;
  private Transport transport;
  private PromptPlans plans;

  @BeforeEach
  void start() throws IOException {
    trickling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    trickling.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    trickling.createContext("/", PromptPlansTest::trickle);
    trickling.start();
    transport = new Transport(TransportSettings.DEFAULT);
    var hub = HubEndpoint.anonymous("http://127.0.0.1:" + trickling.getAddress().getPort());
    plans =
        new PromptPlans(
            new PlanService(new Endpoints(transport, null, () -> List.of(hub))),
            1,
            1,
            Duration.ofMillis(300));
  }

  private static void trickle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        Thread.sleep(20);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    transport.close();
    trickling.stop(0);
  }

  @Test
  void aSlowServerHoldsNobodyForEver() throws Exception {
    DownloadRequest request = RequestReader.read(Json.MAPPER.readTree("{\"repo\": \"ana/bert\"}"));
    // Twice: the first gives its place back.
    for (int time = 0; time < 2; time++) {
      assertTooSlow(() -> plans.plan(request), "The plan");
      assertTooSlow(() -> plans.locate(request), "Looking up the repository");
    }
  }

  private static void assertTooSlow(ThrowingCallable question, String what) {
    assertThatThrownBy(question)
        .isInstanceOfSatisfying(
            FailureException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(new Failure.Upstream(504, what + " took longer than 0 seconds")));
  }
}
