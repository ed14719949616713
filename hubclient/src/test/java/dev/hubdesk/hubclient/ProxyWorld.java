package dev.hubdesk.hubclient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that speaks HTTP and SOCKS 5 on one port and brings every request to one server,
/// whatever it was for. Remembers what it was asked.
final class ProxyWorld implements AutoCloseable {

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new ArrayList<>();
  private final String user;

  /// @param server where all requests end
  /// @param user `name:password` that must be given, empty for none
  ProxyWorld(InetSocketAddress server, String user) throws IOException {
    this.server = server;
    this.user = user;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// `CONNECT host:port`, `GET http://…`, `NAME host:port` or `ADDRESS host:port`.
  List<String> asked() {
    return asked;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        synchronized (open) {
          open.add(client);
        }
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      int first = in.read();
      if (first == 5) {
        socks(client, in);
      } else {
        http(client, in, first);
      }
    } catch (IOException _) {
      // The test sees that nothing came.
    }
  }

  private void http(Socket client, InputStream in, int first) throws IOException {
    String head = head(in, first);
    String line = head.substring(0, head.indexOf('\r'));
    String login =
        "Proxy-Authorization: Basic "
            + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    if (!user.isEmpty() && !head.contains(login)) {
      answer(client, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\n");
      return;
    }
    asked.add(line.substring(0, line.lastIndexOf(' ')));
    try (var upstream = new Socket(server.getAddress(), server.getPort())) {
      if (line.startsWith("CONNECT ")) {
        client
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } else {
        String target = line.split(" ", -1)[1].replaceFirst("^http://[^/]*", "");
        String own = "GET " + target + " HTTP/1.1" + head.substring(head.indexOf('\r'));
        upstream
            .getOutputStream()
            .write(
                own.replaceFirst("(?i)Connection: keep-alive", "Connection: close")
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
      relay(client, upstream);
    }
  }

  private static void answer(Socket client, String head) throws IOException {
    String text = head + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void socks(Socket client, InputStream in) throws IOException {
    OutputStream out = client.getOutputStream();
    byte[] methods = in.readNBytes(in.read());
    boolean login = !user.isEmpty();
    if (methods[0] != (login ? 2 : 0)) {
      out.write(new byte[] {5, (byte) 0xff});
      return;
    }
    out.write(new byte[] {5, methods[0]});
    if (login) {
      in.read();
      String name = text(in) + ":" + text(in);
      out.write(new byte[] {1, (byte) (name.equals(user) ? 0 : 1)});
      if (!name.equals(user)) {
        return;
      }
    }
    byte[] head = in.readNBytes(4);
    boolean byName = head[3] == 3;
    String host = byName ? text(in) : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
    int port = in.read() << 8 | in.read();
    asked.add((byName ? "NAME " : "ADDRESS ") + host + ":" + port);
    try (var upstream = new Socket(server.getAddress(), server.getPort())) {
      out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
      relay(client, upstream);
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
  }

  private static String head(InputStream in, int first) throws IOException {
    var head = new ByteArrayOutputStream();
    head.write(first);
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void relay(Socket client, Socket upstream) throws IOException {
    Thread.ofVirtual().start(() -> copy(client, upstream));
    copy(upstream, client);
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // The other end sees it.
    }
  }

  /// An address of this proxy.
  String url(String scheme) {
    String login = user.isEmpty() ? "" : user + "@";
    return scheme.toLowerCase(Locale.ROOT) + "://" + login + "127.0.0.1:" + port();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
