package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dataset of 100,000 files in as many directories as its limits allow to be told, and more.
class LargeListingTest {

  private static final int FILES = 100_000;
  private static final int PAGE = 1_000;
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;

  @Test
  void theAnswerStaysWithinItsLimits() throws Exception {
    HttpServer hub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext("/", LargeListingTest::answer);
    hub.start();
    try (RunningDesk desk =
            RunningDesk.on(folder)
                .endpoint("http://127.0.0.1:" + hub.getAddress().getPort())
                .start();
        DeskClient client = new DeskClient(desk.url())) {
      JsonNode analysis = client.get("/api/analyze/acme/rows?dataset=true").ok();

      assertThat(analysis.path("file_count").asInt()).isEqualTo(FILES);
      assertThat(analysis.path("files")).hasSize(20_000);
      assertThat(analysis.path("files_truncated").asBoolean(false)).isTrue();
      assertThat(analysis.path("listing_truncated").asBoolean(false)).isFalse();
      assertThat(analysis.path("selectable_items")).hasSize(200);
      assertThat(analysis.at("/selectable_items/0/files")).hasSize(250);
    } finally {
      hub.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          "{\"id\": \"acme/rows\", \"sha\": \"" + COMMIT + "\", \"branches\": [], \"tags\": []}";
      if (path.contains("/tree/")) {
        String query = exchange.getRequestURI().getQuery();
        int page = query.startsWith("page=") ? Integer.parseInt(query.substring(5)) : 0;
        body = page(page);
        if ((page + 1) * PAGE < FILES) {
          exchange
              .getResponseHeaders()
              .set("Link", "<" + path + "?page=" + (page + 1) + ">; rel=\"next\"");
        }
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String page(int page) {
    var entries = new StringBuilder("[");
    for (int i = page * PAGE; i < (page + 1) * PAGE; i++) {
      entries
          .append(entries.length() > 1 ? "," : "")
          .append("{\"type\": \"file\", \"path\": \"lang")
          .append(i / 250)
          .append("/train-")
          .append(i)
          .append(".parquet\", \"size\": 130, \"oid\": \"")
          .append(COMMIT)
          .append("\", \"lfs\": {\"oid\": \"")
          .append(String.format("%064x", i))
          .append("\", \"size\": 5, \"pointerSize\": 130}}");
    }
    return entries.append("]").toString();
  }
}
