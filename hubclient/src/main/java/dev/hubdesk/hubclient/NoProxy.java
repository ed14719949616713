package dev.hubdesk.hubclient;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which hosts are asked without a proxy: `host`, `.domain` and `domain` (with everything below),
/// `10.0.0.0/8`, any of them with `:port`, or `*`, separated by commas or spaces.
record NoProxy(List<String> rules) {

  NoProxy {
    rules = List.copyOf(rules);
  }

  static NoProxy of(String text) {
    return new NoProxy(
        Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(rule -> !rule.isEmpty())
            .toList());
  }

  boolean covers(String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    return rules.stream().anyMatch(rule -> covers(rule, name, port));
  }

  private static boolean covers(String rule, String name, int port) {
    if (rule.equals("*")) {
      return true;
    }
    if (rule.contains("/")) {
      return inRange(rule, name);
    }
    String host = rule;
    int colon = rule.lastIndexOf(':');
    if (colon > 0 && (rule.indexOf(':') == colon || rule.charAt(colon - 1) == ']')) {
      if (!rule.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      host = rule.substring(0, colon);
    }
    String domain = bare(host.startsWith("*.") ? host.substring(1) : host);
    String suffix = domain.startsWith(".") ? domain : "." + domain;
    return name.equals(suffix.substring(1)) || name.endsWith(suffix);
  }

  private static boolean inRange(String rule, String name) {
    String[] parts = rule.split("/", 2);
    Optional<byte[]> net = literal(bare(parts[0]));
    Optional<byte[]> address = literal(name);
    if (net.isEmpty() || address.isEmpty() || !parts[1].matches("\\d{1,3}")) {
      return false;
    }
    return sharesPrefix(net.get(), address.get(), Integer.parseInt(parts[1]));
  }

  private static boolean sharesPrefix(byte[] net, byte[] address, int bits) {
    if (net.length != address.length || bits > net.length * 8) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((net[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// Of an address in digits alone: a name is not looked up for this.
  static Optional<byte[]> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host).getAddress());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
