package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A name may stand for a model, a dataset, both or neither, and an endpoint may refuse either.
class NamespacesTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int model;
  private volatile int dataset;

  @TempDir private Path folder;

  @Test
  void whatIsThereIsToldAndWhatIsRefusedIsRefused() throws Exception {
    HttpServer hub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext("/", this::answer);
    hub.start();
    try (RunningDesk desk =
            RunningDesk.on(folder)
                .endpoint("http://127.0.0.1:" + hub.getAddress().getPort())
                .start();
        DeskClient client = new DeskClient(desk.url())) {
      for (int forModel : new int[] {200, 401, 403, 404}) {
        for (int forDataset : new int[] {200, 401, 403, 404, 500}) {
          model = forModel;
          dataset = forDataset;
          DeskClient.Answer answer = client.get("/api/analyze/acme/tiny");
          String told = answer.json().path("type").asText(answer.status() + "");
          told = answer.json().path("needsSelection").asBoolean(false) ? "both" : told;
          assertThat(told).as("%s %s", forModel, forDataset).isEqualTo(expected());
        }
      }
      model = 200;
      dataset = 404;
      asked.clear();
      client.get("/api/analyze/acme/tiny").ok();
      assertThat(asked).filteredOn(path -> path.contains("/datasets/")).hasSize(1);
    } finally {
      hub.stop(0);
    }
  }

  private String expected() {
    if (model == 403) {
      return "403";
    }
    if (model == 200) {
      return dataset == 200 ? "both" : "generic";
    }
    return switch (dataset) {
      case 200 -> "dataset";
      case 403 -> "403";
      case 500 -> "502";
      default -> "404";
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      int status = path.startsWith("/api/datasets/") ? dataset : model;
      String body =
          path.contains("/tree/")
              ? "[]"
              : """
              {"id": "acme/tiny", "sha": "0123456789abcdef0123456789abcdef01234567",
               "error": "refused", "branches": [], "tags": []}
              """;
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
