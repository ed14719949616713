package dev.hubdesk.conformance.desk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Calls a Desk by hand, with the headers that a client library sets by itself or refuses to send.
final class RawCaller {

  private static final int PATIENCE_MILLIS = 20_000;

  private final URI desk;

  /// @param url of the Desk, `http://…`
  RawCaller(String url) {
    desk = URI.create(url);
  }

  /// Sends a request over a connection of its own.
  ///
  /// @param headers lines, `Name: value`; the Desk's own `Host` is added unless one of them is
  ///   another
  /// @return the answer as it came, from its first line to its last byte
  String send(String method, String path, String body, String... headers) throws IOException {
    var lines = new ArrayList<>(List.of(headers));
    lines.add("Connection: close");
    lines.add("Content-Length: " + body.length());
    try (var socket = new Socket()) {
      write(socket, method + " " + path, lines, body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  /// Asks for the WebSocket.
  ///
  /// @return the answer's version and status, `HTTP/1.1 101`
  String upgrade(String... headers) throws IOException {
    try (var socket = new Socket()) {
      return upgrade(socket, headers);
    }
  }

  /// The same over a socket that is not connected yet, and stays open.
  String upgrade(Socket socket, String... headers) throws IOException {
    var lines = new ArrayList<>(List.of(headers));
    lines.add("Connection: Upgrade");
    lines.add("Upgrade: websocket");
    lines.add("Sec-WebSocket-Version: 13");
    lines.add("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
    write(socket, "GET /api/ws", lines, "");
    return new String(
        socket.getInputStream().readNBytes("HTTP/1.1 101".length()), StandardCharsets.US_ASCII);
  }

  private void write(Socket socket, String request, List<String> headers, String body)
      throws IOException {
    var lines = new ArrayList<>(List.of(request + " HTTP/1.1"));
    if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
      lines.add("Host: " + desk.getAuthority());
    }
    lines.addAll(headers);
    String text = String.join("\r\n", lines) + "\r\n\r\n" + body;
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), desk.getPort()));
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
