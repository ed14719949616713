package dev.hubdesk.hubclient;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How servers are reached: through which proxy, and which certificates are believed.
///
/// A proxy that cannot be understood is kept as it is, and refuses each request that would go
/// through it: nothing is ever asked directly because a proxy is wrong.
///
/// @param http the proxy for http addresses, null for none
/// @param https the proxy for https addresses, null for none
/// @param exceptions hosts that are asked directly, as `NO_PROXY` writes them
/// @param loopbackToo whether the proxy is also asked for this machine's own addresses
/// @param insecure whether certificates go unchecked on the way through a proxy
/// @param caBundle a PEM file of certificates that are believed beside the built-in ones, or null
public record Network(
    @Nullable Proxy http,
    @Nullable Proxy https,
    String exceptions,
    boolean loopbackToo,
    boolean insecure,
    @Nullable Path caBundle) {

  /// No proxy, no certificates of one's own.
  public static final Network DIRECT = new Network(null, null, "", false, false, null);

  /// A proxy as somebody wrote it down.
  ///
  /// @param address as [ProxyServer#parse] reads it
  /// @param username beats the one in the address
  /// @param password never shown
  public record Proxy(String address, @Nullable String username, @Nullable String password) {

    ProxyServer server() {
      return ProxyServer.parse(address).as(username, password);
    }

    @Override
    public String toString() {
      return "Proxy[…]";
    }
  }

  /// What the variables say that people set for all programs: `HTTPS_PROXY`, `HTTP_PROXY`,
  /// `ALL_PROXY`, `NO_PROXY`; the lower-case names come first. This machine's own addresses need no
  /// exception.
  public static Network ofEnvironment(Map<String, String> environment) {
    Proxy all = variable(environment, "ALL_PROXY").map(Network::proxy).orElse(null);
    return new Network(
        variable(environment, "HTTP_PROXY").map(Network::proxy).orElse(all),
        variable(environment, "HTTPS_PROXY").map(Network::proxy).orElse(all),
        variable(environment, "NO_PROXY").orElse(""),
        false,
        false,
        null);
  }

  /// One proxy for everything.
  public static Network through(Proxy proxy, String exceptions, boolean insecure) {
    return new Network(proxy, proxy, exceptions, true, insecure, null);
  }

  /// The same, with certificates of one's own.
  public Network believing(@Nullable Path bundle) {
    return new Network(http, https, exceptions, loopbackToo, insecure, bundle);
  }

  /// The same, with one more host that is asked directly.
  ///
  /// @param address whose host and port are meant
  public Network asksDirectly(URI address) {
    String rule = address.getHost() + ":" + port(address);
    return new Network(
        http,
        https,
        exceptions.isBlank() ? rule : exceptions + "," + rule,
        loopbackToo,
        insecure,
        caBundle);
  }

  /// The proxy on the way to an address; empty for none.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when it cannot be understood
  Optional<ProxyServer> to(URI address) {
    Proxy proxy = "https".equalsIgnoreCase(address.getScheme()) ? https : http;
    if (proxy == null
        || (!loopbackToo && isLoopback(address.getHost()))
        || NoProxy.of(exceptions).covers(address.getHost(), port(address))) {
      return Optional.empty();
    }
    return Optional.of(proxy.server());
  }

  private static boolean isLoopback(String host) {
    String name = NoProxy.bare(host.toLowerCase(Locale.ROOT));
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    for (String key : new String[] {name.toLowerCase(Locale.ROOT), name}) {
      String value = environment.get(key);
      if (value != null && !value.isBlank()) {
        return Optional.of(value.strip());
      }
    }
    return Optional.empty();
  }

  private static Proxy proxy(String address) {
    return new Proxy(address, null, null);
  }
}
