package dev.hubdesk.hubclient;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// One request, before it is known which hops it takes.
///
/// @param hops which redirects are followed
/// @param mayLieInside whether the address may be on this machine or in a private network
record Ask(
    String method,
    HubEndpoint endpoint,
    URI address,
    Map<String, String> headers,
    Hops hops,
    boolean mayLieInside) {

  /// Of an address of our own choice.
  Ask(String method, HubEndpoint endpoint, URI address, Map<String, String> headers, Hops hops) {
    this(method, endpoint, address, headers, hops, true);
  }

  /// Which redirects are followed.
  enum Hops {
    /// Within the origin of the address that was asked; a redirect elsewhere is the answer.
    SAME_ORIGIN,
    /// Anywhere; the token stays at home.
    ANYWHERE
  }

  static Ask get(HubEndpoint endpoint, URI address) {
    return new Ask(
        "GET", endpoint, address, Map.of("Accept", "application/json"), Hops.SAME_ORIGIN);
  }

  Ask with(String name, String value) {
    var more = new TreeMap<String, String>(headers);
    more.put(name, value);
    return new Ask(method, endpoint, address, Map.copyOf(more), hops, mayLieInside);
  }

  Ask at(URI other, boolean inside) {
    return new Ask(method, endpoint, other, headers, hops, inside);
  }
}
