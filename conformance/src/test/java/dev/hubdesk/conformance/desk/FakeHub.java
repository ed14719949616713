package dev.hubdesk.conformance.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// As much of a Hub as the Desk asks for, with files given in the test, and a hand on the tap.
final class FakeHub implements AutoCloseable {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Map<String, byte[]>> repositories = new ConcurrentHashMap<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile int pauseMillis;
  private volatile int refusal;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile @Nullable String lastAuthorization;

  FakeHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Adds a file to `models/owner/name` or `datasets/owner/name`.
  FakeHub file(String repository, String path, byte[] content) {
    repositories.computeIfAbsent(repository, _ -> new TreeMap<>()).put(path, content);
    return this;
  }

  FakeHub text(String repository, String path, String content) {
    return file(repository, path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// From now on every 16 KB of a file take so long.
  void slow(int millis) {
    pauseMillis = millis;
  }

  /// From now on every request is answered with this status; 0 for none.
  void refuseWith(int status) {
    refusal = status;
  }

  /// The next listing of files is refused: come back in so many seconds.
  void busyFor(int seconds) {
    busy.set(seconds);
  }

  /// Requests so far, `GET /path`.
  List<String> seen() {
    return seen;
  }

  @Nullable String lastAuthorization() {
    return lastAuthorization;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      seen.add(exchange.getRequestMethod() + " " + path);
      lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (refusal != 0) {
        error(exchange, refusal, "");
      } else if (path.startsWith("/api/")) {
        api(exchange, path.substring("/api/".length()));
      } else {
        resolve(exchange, path.substring(1));
      }
    }
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    if (!path.contains("/")) {
      search(exchange, path);
      return;
    }
    String[] parts = path.split("/", 5);
    Map<String, byte[]> files = repositories.get(parts[0] + "/" + parts[1] + "/" + parts[2]);
    if (files == null) {
      error(exchange, 404, "RepoNotFound");
      return;
    }
    String id = parts[1] + "/" + parts[2];
    String revision = parts.length > 4 ? parts[4] : "main";
    if (!List.of("main", COMMIT).contains(revision)) {
      error(exchange, 404, "RevisionNotFound");
      return;
    }
    switch (parts.length > 3 ? parts[3] : "revision") {
      case "tree" -> {
        int seconds = busy.getAndSet(0);
        if (seconds > 0) {
          exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
          error(exchange, 429, "");
        } else {
          json(exchange, tree(files));
        }
      }
      case "refs" ->
          json(
              exchange,
              """
              {"branches": [{"name": "main", "ref": "refs/heads/main", "targetCommit": "%s"}],
               "converts": [], "tags": []}
              """
                  .formatted(COMMIT));
      default -> json(exchange, "{\"id\": \"" + id + "\", \"sha\": \"" + COMMIT + "\"}");
    }
  }

  private void search(HttpExchange exchange, String type) throws IOException {
    var found = new StringBuilder("[");
    for (String name : new TreeMap<>(repositories).keySet()) {
      if (name.startsWith(type + "/")) {
        found.append(found.length() > 1 ? "," : "");
        found
            .append("{\"id\": \"")
            .append(name.substring(type.length() + 1))
            .append("\", \"downloads\": 7, \"likes\": 3, \"gated\": \"auto\", \"private\": false,")
            .append(" \"tags\": [\"gguf\"], \"lastModified\": \"2026-01-02T03:04:05.000Z\"}");
      }
    }
    json(exchange, found.append("]").toString());
  }

  private static String tree(Map<String, byte[]> files) {
    var entries = new StringBuilder("[");
    files.forEach((path, content) -> {
      entries.append(entries.length() > 1 ? "," : "");
      entries.append("{\"type\": \"file\", \"path\": \"").append(path).append("\", \"size\": ");
      entries.append(content.length).append(", \"oid\": \"").append(oid(content)).append('"');
      if (isLarge(path)) {
        entries
            .append(", \"lfs\": {\"oid\": \"")
            .append(hash("SHA-256", content))
            .append("\", \"size\": ")
            .append(content.length)
            .append(", \"pointerSize\": 130}");
      }
      entries.append('}');
    });
    return entries.append("]").toString();
  }

  private void resolve(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/resolve/" + COMMIT + "/", 2);
    String name = parts[0].startsWith("datasets/") ? parts[0] : "models/" + parts[0];
    Map<String, byte[]> files = repositories.getOrDefault(name, Map.of());
    byte[] content =
        parts.length < 2 ? null : files.get(URI.create("/" + parts[1]).getPath().substring(1));
    if (content == null) {
      error(exchange, 404, "EntryNotFound");
      return;
    }
    String file = parts[1];
    String etag = isLarge(file) ? hash("SHA-256", content) : oid(content);
    exchange.getResponseHeaders().set("ETag", '"' + etag + '"');
    exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    int from = 0;
    int to = content.length;
    int status = 200;
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range != null && content.length > 0) {
      String[] bounds = range.substring("bytes=".length()).split("-", 2);
      from = Integer.parseInt(bounds[0]);
      to = bounds[1].isEmpty() ? to : Math.min(to, Integer.parseInt(bounds[1]) + 1);
      status = 206;
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || to == from ? -1 : to - from);
    if (!head) {
      pour(exchange.getResponseBody(), content, from, to);
    }
  }

  private void pour(OutputStream out, byte[] content, int from, int to) throws IOException {
    try {
      for (int at = from; at < to; at += 16 << 10) {
        out.write(content, at, Math.min(16 << 10, to - at));
        if (pauseMillis > 0) {
          out.flush();
          Thread.sleep(pauseMillis);
        }
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().set("X-Error-Code", code);
    byte[] body = "{\"error\": \"refused\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static boolean isLarge(String path) {
    return path.toLowerCase(Locale.ROOT).matches(".*\\.(gguf|safetensors)");
  }

  static String oid(byte[] content) {
    byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
    var all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return hash("SHA-1", all);
  }

  static String hash(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
