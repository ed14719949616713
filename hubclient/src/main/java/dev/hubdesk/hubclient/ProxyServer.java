package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A proxy, and who we are to it.
///
/// @param username null when it asks for none
/// @param password never shown
public record ProxyServer(
    Kind kind, String host, int port, @Nullable String username, @Nullable String password) {

  /// What the proxy speaks.
  public enum Kind {
    /// HTTP, `CONNECT` for https.
    HTTP(80),
    /// The same over TLS.
    HTTPS(443),
    /// SOCKS 5; names are resolved here.
    SOCKS5(1080),
    /// SOCKS 5; names are resolved at the proxy.
    SOCKS5H(1080);

    private final int port;

    Kind(int port) {
      this.port = port;
    }

    boolean isSocks() {
      return this == SOCKS5 || this == SOCKS5H;
    }
  }

  /// Reads `http://user:password@host:port`. The scheme may be missing and is http then; so may the
  /// port, which is 80, 443 or 1080 then.
  ///
  /// @throws FailureException with Unavailable, which does not repeat the text
  public static ProxyServer parse(String text) {
    String stripped = text.strip();
    try {
      URI uri = URI.create(stripped.contains("://") ? stripped : "http://" + stripped);
      Kind kind = Kind.valueOf(uri.getScheme().toUpperCase(Locale.ROOT));
      String host = uri.getHost();
      int port = uri.getPort() < 0 ? kind.port : uri.getPort();
      if (host != null && port > 0 && port <= 65_535 && uri.getRawQuery() == null) {
        String[] user = uri.getRawUserInfo() == null ? new String[0] : split(uri.getRawUserInfo());
        return new ProxyServer(
            kind, host, port, user.length > 0 ? user[0] : null, user.length > 1 ? user[1] : null);
      }
    } catch (IllegalArgumentException _) {
      // Falls through to the refusal.
    }
    throw new FailureException(
        new Failure.Unavailable(
            "The proxy is unusable, and nothing is asked without it:"
                + " it must be http, https, socks5 or socks5h://host:port"));
  }

  /// The same for somebody else.
  public ProxyServer as(@Nullable String user, @Nullable String secret) {
    return user == null ? this : new ProxyServer(kind, host, port, user, secret);
  }

  private static String[] split(String user) {
    String[] parts = user.split(":", 2);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    return parts;
  }

  /// Without user and password.
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port;
  }
}
