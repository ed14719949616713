package dev.hubdesk.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/// Speaks to a server under test: through a client, or byte by byte.
final class Wire {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Wire() {}

  static HttpResponse<String> send(String url, Consumer<HttpRequest.Builder> request)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    request.accept(builder);
    return CLIENT.send(builder.build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> get(String url, String... headers)
      throws IOException, InterruptedException {
    return send(url, request -> headers(request, headers));
  }

  static HttpResponse<String> head(String url) throws IOException, InterruptedException {
    return send(url, HttpRequest.Builder::HEAD);
  }

  private static void headers(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) {
      request.headers(headers);
    }
  }

  /// Sends bytes as they are and reads until the server closes the connection.
  static String raw(WebServer server, String bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// As [#raw], for a GET of a path.
  static String rawGet(WebServer server, String path, String... headers) throws IOException {
    return raw(
        server,
        "GET "
            + path
            + " HTTP/1.1\r\nHost: hub.test\r\nConnection: close\r\n"
            + String.join("", headers)
            + "\r\n");
  }
}
