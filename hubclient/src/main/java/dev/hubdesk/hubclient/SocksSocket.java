package dev.hubdesk.hubclient;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A socket that reaches its peer through a SOCKS 5 proxy (RFC 1928, passwords RFC 1929). Java's
/// own knows one password for the whole process.
final class SocksSocket extends Socket {

  private static final int VERSION = 5;
  private static final int NO_PASSWORD = 0;
  private static final int PASSWORD = 2;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private final ProxyServer proxy;
  private @Nullable SocketAddress peer;

  SocksSocket(ProxyServer proxy) {
    super(Proxy.NO_PROXY);
    this.proxy = proxy;
  }

  /// @param target resolved, or a name that the proxy is to resolve
  @Override
  public void connect(SocketAddress target, int timeout) throws IOException {
    super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
    int before = getSoTimeout();
    try {
      setSoTimeout(timeout);
      greet();
      ask((InetSocketAddress) target);
      setSoTimeout(before);
      peer = ((InetSocketAddress) target).isUnresolved() ? null : target;
    } catch (IOException e) {
      close();
      var failure = new ConnectException("The proxy " + proxy + " failed: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  /// Whom the proxy leads to, where we looked the name up.
  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    SocketAddress known = peer;
    return known == null ? super.getRemoteSocketAddress() : known;
  }

  private void greet() throws IOException {
    String user = proxy.username();
    boolean named = user != null;
    getOutputStream().write(new byte[] {VERSION, 1, (byte) (named ? PASSWORD : NO_PASSWORD)});
    byte[] answer = read(2);
    if (answer[0] != VERSION) {
      throw new IOException("it does not speak SOCKS 5");
    }
    if (answer[1] != (byte) (named ? PASSWORD : NO_PASSWORD)) {
      throw new IOException(named ? "it takes no password" : "it asks for a user");
    }
    if (user != null) {
      var login = new ByteArrayOutputStream();
      login.write(1);
      text(login, user);
      text(login, proxy.password() == null ? "" : proxy.password());
      getOutputStream().write(login.toByteArray());
      if (read(2)[1] != 0) {
        throw new IOException("it refuses the user or the password");
      }
    }
  }

  private void ask(InetSocketAddress target) throws IOException {
    var request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {VERSION, CONNECT, 0});
    if (target.isUnresolved()) {
      request.write(NAME);
      text(request, target.getHostString());
    } else {
      byte[] address = target.getAddress().getAddress();
      request.write(address.length == 4 ? IPV4 : IPV6);
      request.writeBytes(address);
    }
    request.write(target.getPort() >> 8);
    request.write(target.getPort());
    getOutputStream().write(request.toByteArray());
    byte[] head = read(4);
    if (head[1] != 0) {
      throw new IOException(reason(head[1]));
    }
    int rest =
        switch (head[3]) {
          case IPV4 -> 4;
          case IPV6 -> 16;
          case NAME -> read(1)[0] & 0xff;
          default -> throw new IOException("it answers with an unknown kind of address");
        };
    read(rest + 2);
  }

  private static void text(ByteArrayOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw new IOException("a name or password is longer than 255 bytes");
    }
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private byte[] read(int length) throws IOException {
    InputStream in = getInputStream();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it closed the connection");
    }
    return bytes;
  }

  private static String reason(int code) {
    return switch (code) {
      case 2 -> "it does not allow this connection";
      case 3 -> "network unreachable";
      case 4 -> "host unreachable";
      case 5 -> "connection refused";
      case 6 -> "it took too long";
      default -> "error " + code;
    };
  }
}
