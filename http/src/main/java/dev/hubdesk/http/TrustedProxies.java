package dev.hubdesk.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The proxies whose `X-Forwarded-…` headers count: addresses or networks (`10.0.0.0/8`, `::1`).
/// Names are not resolved. Empty trusts nobody.
public record TrustedProxies(List<String> networks) {

  /// Nobody.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+(/\\d{1,3})?");

  public TrustedProxies {
    networks = List.copyOf(networks);
    networks.forEach(Network::parse);
  }

  /// Whether a peer of this address is a trusted proxy.
  ///
  /// @param address a numeric address
  public boolean trusts(String address) {
    if (networks.isEmpty() || !ADDRESS.matcher(address).matches()) {
      return false;
    }
    byte[] peer = bytes(address);
    return networks.stream().map(Network::parse).anyMatch(network -> network.holds(peer));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a numeric address: " + address, e);
    }
  }

  private record Network(List<Byte> base, int prefix) {

    static Network parse(String text) {
      if (!ADDRESS.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "'" + text + "' is not an address or a network such as 10.0.0.0/8");
      }
      int slash = text.indexOf('/');
      byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
      int bits = address.length * 8;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefix > bits) {
        throw new IllegalArgumentException("'" + text + "' has too long a prefix");
      }
      var base = new ArrayList<Byte>();
      for (byte b : address) {
        base.add(b);
      }
      return new Network(base, prefix);
    }

    boolean holds(byte[] peer) {
      if (peer.length != base.size()) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((peer[bit / 8] & mask) != (base.get(bit / 8) & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
