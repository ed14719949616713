package dev.hubdesk.conformance.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Hub with one model, `acme/many`, of very many small files, made up as they are asked for.
final class ManyFilesHub implements AutoCloseable {

  private static final int PAGE = 1_000;
  private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int files;

  ManyFilesHub(int files) throws IOException {
    this.files = files;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static String path(int number) {
    return "folder-" + number % 100 + "/a-file-with-a-name-of-some-length-" + number + ".txt";
  }

  private static byte[] content(int number) {
    return ("file " + number + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.contains("/tree/")) {
        tree(exchange);
      } else if (path.startsWith("/api/")) {
        send(exchange, "{\"id\": \"acme/many\", \"sha\": \"" + FakeHub.COMMIT + "\"}");
      } else {
        String digits = path.replaceFirst("\\.txt$", "").replaceFirst("^.*-", "");
        byte[] bytes = content(Integer.parseInt(digits));
        exchange.getResponseHeaders().set("ETag", '"' + FakeHub.oid(bytes) + '"');
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private void tree(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Matcher cursor = CURSOR.matcher(query == null ? "" : query);
    int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
    int to = Math.min(files, from + PAGE);
    var entries = new StringBuilder("[");
    for (int i = from; i < to; i++) {
      byte[] bytes = content(i);
      entries.append(i > from ? "," : "");
      entries.append("{\"type\": \"file\", \"path\": \"").append(path(i)).append("\", \"size\": ");
      entries.append(bytes.length).append(", \"oid\": \"").append(FakeHub.oid(bytes)).append("\"}");
    }
    if (to < files) {
      String next = url() + exchange.getRequestURI().getPath() + "?recursive=true&cursor=" + to;
      exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
    }
    send(exchange, entries.append("]").toString());
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Repo-Commit", FakeHub.COMMIT);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
