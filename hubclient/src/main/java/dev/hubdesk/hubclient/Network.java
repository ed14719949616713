package dev.hubdesk.hubclient;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How servers are reached: through which proxy, and which certificates are believed.
///
/// A proxy that cannot be understood is kept as it is, and refuses each request that would go
/// through it: nothing is ever asked directly because a proxy is wrong.
///
/// @param http the proxy for http addresses, null for none
/// @param https the proxy for https addresses, null for none
/// @param exceptions hosts that are asked directly, as `NO_PROXY` writes them
/// @param direct `host:port` that are asked directly, these and nothing below them
/// @param loopbackToo whether the proxy is also asked for this machine's own addresses
/// @param insecure whether certificates go unchecked on the way through a proxy
/// @param caBundle a PEM file of certificates that are believed beside the built-in ones, or null
/// @param leadsInside whether servers outside may redirect to this machine and to private networks
public record Network(
    @Nullable Proxy http,
    @Nullable Proxy https,
    String exceptions,
    Set<String> direct,
    boolean loopbackToo,
    boolean insecure,
    @Nullable Path caBundle,
    boolean leadsInside) {

  /// No proxy, no certificates of one's own.
  public static final Network DIRECT =
      new Network(null, null, "", Set.of(), false, false, null, false);

  public Network {
    direct = Set.copyOf(direct);
  }

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

  /// As the variables name proxies that people set for all programs (`HTTP_PROXY`, `HTTPS_PROXY`,
  /// `ALL_PROXY`, `NO_PROXY`). This machine's own addresses need no exception then.
  ///
  /// @param http address of the proxy for http, or null
  /// @param https address of the proxy for https, or null
  /// @param all address of the proxy where one of these is null, or null
  /// @param exceptions hosts that are asked directly
  public static Network usual(
      @Nullable String http, @Nullable String https, @Nullable String all, String exceptions) {
    return new Network(
        proxy(http == null ? all : http),
        proxy(https == null ? all : https),
        exceptions,
        Set.of(),
        false,
        false,
        null,
        false);
  }

  /// One proxy for everything.
  public static Network through(Proxy proxy, String exceptions, boolean insecure) {
    return new Network(proxy, proxy, exceptions, Set.of(), true, insecure, null, false);
  }

  /// The same, with certificates of one's own.
  public Network believing(@Nullable Path bundle) {
    return new Network(http, https, exceptions, direct, loopbackToo, insecure, bundle, leadsInside);
  }

  /// The same, with more hosts that are asked directly.
  ///
  /// @param more as `NO_PROXY` writes them
  public Network exempting(String more) {
    String both =
        exceptions.isBlank() || more.isBlank() ? exceptions + more : exceptions + "," + more;
    return new Network(http, https, both, direct, loopbackToo, insecure, caBundle, leadsInside);
  }

  /// The same, with certificates unchecked on the way through a proxy, or not.
  public Network insecure(boolean unchecked) {
    return new Network(
        http, https, exceptions, direct, loopbackToo, unchecked, caBundle, leadsInside);
  }

  /// The same, with servers outside that may lead inside, or not.
  public Network leadingInside(boolean may) {
    return new Network(http, https, exceptions, direct, loopbackToo, insecure, caBundle, may);
  }

  /// Reads the certificates of one's own.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with Unavailable when the file is unusable
  public void checkCertificates() {
    if (caBundle != null) {
      Trust.with(caBundle);
    }
  }

  /// The same, with one more host that is asked directly.
  ///
  /// @param address whose host and port are meant
  public Network asksDirectly(URI address) {
    var more = new HashSet<String>(direct);
    more.add(hostAndPort(address));
    return new Network(http, https, exceptions, more, loopbackToo, insecure, caBundle, leadsInside);
  }

  private static String hostAndPort(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT) + ":" + port(address);
  }

  /// The proxy on the way to an address; empty for none.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when it cannot be understood
  Optional<ProxyServer> to(URI address) {
    Proxy proxy = "https".equalsIgnoreCase(address.getScheme()) ? https : http;
    if (proxy == null
        || direct.contains(hostAndPort(address))
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

  private static @Nullable Proxy proxy(@Nullable String address) {
    return address == null ? null : new Proxy(address, null, null);
  }
}
