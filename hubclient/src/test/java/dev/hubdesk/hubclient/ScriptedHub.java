package dev.hubdesk.hubclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server that answers as a test scripts it, and remembers what it was asked.
final class ScriptedHub implements AutoCloseable {

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile Script script = (n, target) -> new Reply(404, Map.of(), "");

  ScriptedHub() throws IOException {
    this(InetAddress.getLoopbackAddress());
  }

  /// @param address to listen on
  ScriptedHub(InetAddress address) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  ScriptedHub answers(Script answers) {
    script = answers;
    return this;
  }

  String base() {
    return "http://" + address().getAddress().getHostAddress() + ":" + address().getPort();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  HubEndpoint endpoint() {
    return HubEndpoint.of(base() + "/", "hf_secret");
  }

  /// Method and target of each request.
  List<String> asked() {
    return asked;
  }

  /// `Authorization` of each request, `-` where there was none.
  List<String> tokens() {
    return tokens;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      asked.add(exchange.getRequestMethod() + " " + target);
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      tokens.add(token == null ? "-" : token);
      Reply reply = script.answer(asked.size(), target);
      reply.headers.forEach(exchange.getResponseHeaders()::add);
      byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status, head || body.length == 0 ? -1 : body.length);
      if (!head && body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }

    Reply with(String name, String value) {
      return new Reply(status, Map.of(name, value), body);
    }
  }

  interface Script {
    Reply answer(int request, String target);
  }
}
