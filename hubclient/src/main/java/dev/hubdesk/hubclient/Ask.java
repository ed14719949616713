package dev.hubdesk.hubclient;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// One request, before it is known which hops it takes.
///
/// @param hops which redirects are followed
record Ask(
    String method, HubEndpoint endpoint, URI address, Map<String, String> headers, Hops hops) {

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
    return new Ask(method, endpoint, address, Map.copyOf(more), hops);
  }

  Ask at(URI other) {
    return new Ask(method, endpoint, other, headers, hops);
  }
}
