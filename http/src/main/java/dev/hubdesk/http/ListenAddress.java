package dev.hubdesk.http;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server listens: `HOST:PORT`. An IPv6 address stands in brackets, port 0 picks a free
/// port, and `localhost` means both loopbacks (`127.0.0.1` and, where the machine has it, `::1`) on
/// the same port.
///
/// @param host a name or an address, without brackets
public record ListenAddress(String host, int port) {

  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-zA-Z]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");

  public ListenAddress {
    if (host.isEmpty() || port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("not an address to listen on: " + host + ":" + port);
    }
  }

  /// Reads `HOST:PORT` or `[IPV6]:PORT`.
  ///
  /// @throws IllegalArgumentException when the text is anything else
  public static ListenAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not HOST:PORT (for example localhost:28080, 0.0.0.0:28080, [::1]:0)");
    }
    String bracketed = matcher.group(1);
    return new ListenAddress(
        bracketed == null ? matcher.group(2) : bracketed, Integer.parseInt(matcher.group(3)));
  }

  /// Whether this stands for both loopbacks.
  public boolean isLocalhost() {
    return host.equalsIgnoreCase("localhost");
  }

  /// Whether only this machine gets there. A name other than `localhost` may stand for anything.
  public boolean isLoopback() {
    try {
      return isLocalhost() || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The same host on another port.
  public ListenAddress withPort(int other) {
    return new ListenAddress(host, other);
  }

  /// `HOST:PORT`, as it stands in a URL.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
