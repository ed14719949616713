package dev.hubdesk.hubclient;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// What lies inside: on this machine, or in a network that the world does not reach. A server
/// outside must not lead us there.
///
/// @param addresses those inside
/// @param names finds the addresses of names
record Inside(Predicate<InetAddress> addresses, DnsResolver names) {

  /// What lies inside in the real world.
  static final Inside REAL = new Inside(Inside::isReserved, SystemDefaultDnsResolver.INSTANCE);

  /// This network, private, shared (carriers and VPNs), loopback, link-local, protocols, multicast
  /// and what is reserved; the same of IPv6. Not `198.18.0.0/15`: some VPNs answer every name with
  /// an address of it.
  private static final NoProxy RANGES =
      NoProxy.of(
          "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
              + " 192.0.0.0/24 192.168.0.0/16 224.0.0.0/3"
              + " ::/96 64:ff9b:1::/48 fc00::/7 fe80::/9 ff00::/8");

  private static final int V4 = 4;

  private static boolean isReserved(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == V4) {
      return RANGES.covers(address.getHostAddress(), 0);
    }
    return RANGES.covers(withoutZone(address.getHostAddress()), 0)
        || carried(bytes).map(Inside::isReserved).orElse(false);
  }

  /// The IPv4 address that a translated one (NAT64, 6to4) stands for.
  private static Optional<InetAddress> carried(byte[] bytes) {
    String start = withoutZone(address(bytes).getHostAddress());
    if (NoProxy.of("64:ff9b::/96").covers(start, 0)) {
      return Optional.of(address(Arrays.copyOfRange(bytes, 12, 16)));
    }
    if (NoProxy.of("2002::/16").covers(start, 0)) {
      return Optional.of(address(Arrays.copyOfRange(bytes, 2, 6)));
    }
    return Optional.empty();
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  boolean holds(InetAddress address) {
    return addresses.test(address);
  }

  /// Whether an address says by itself that it lies inside; a name is not looked up for this.
  boolean isNamedBy(URI address) {
    String host = NoProxy.bare(address.getHost().toLowerCase(Locale.ROOT));
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || literal(withoutZone(name)).filter(addresses).isPresent();
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return posix(host);
    }
  }

  /// Proxies understand hexadecimal and octal digits, too.
  private static Optional<InetAddress> posix(String host) {
    try {
      return Optional.of(Inet4Address.ofPosixLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }

  /// Finds only addresses outside: what is connected to is what was looked at.
  DnsResolver outside() {
    return new Outside();
  }

  /// A name that has no address outside.
  static final class InsideException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    InsideException(String host) {
      super(host);
    }
  }

  private final class Outside implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] allowed =
          Arrays.stream(names.resolve(host)).filter(addresses.negate()).toArray(InetAddress[]::new);
      if (allowed.length == 0) {
        throw new InsideException(host);
      }
      return allowed;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
      return Arrays.stream(resolve(host)).map(one -> new InetSocketAddress(one, port)).toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
