package dev.hubdesk.hubclient;

import java.net.URI;
import java.util.Optional;

/// The `Link: <…>; rel="next"` of an answer.
final class NextPage {

  private NextPage() {}

  /// The query of the next page, whatever server the link names; empty on the last page.
  static Optional<String> query(Answer answer) {
    for (String header : answer.all("Link")) {
      for (LinkHeader.Link link : new LinkHeader(header).links()) {
        int query = link.target().indexOf('?');
        if (link.isNext() && query >= 0) {
          return Optional.of(link.target().substring(query + 1));
        }
      }
    }
    return Optional.empty();
  }

  /// Empty on the last page.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when a link cannot be understood (a list that is
  ///   cut short must not look whole), or leads to another list of another origin: the token would
  ///   follow
  static Optional<URI> of(Answer answer) {
    for (String header : answer.all("Link")) {
      for (LinkHeader.Link link : new LinkHeader(header).links()) {
        if (link.isNext()) {
          return Optional.of(resolved(answer.address(), link.target()));
        }
      }
    }
    return Optional.empty();
  }

  private static URI resolved(URI page, String target) {
    if (target.isBlank()) {
      throw Json.malformed("the link to the next page is empty");
    }
    URI next;
    try {
      // Java resolves a bare query against the folder (RFC 2396), not against the page.
      next = page.resolve(target.startsWith("?") ? page.getRawPath() + target : target);
    } catch (IllegalArgumentException _) {
      throw Json.malformed("the link to the next page is not an address");
    }
    if (next.getHost() != null && HubEndpoint.origin(next).equals(HubEndpoint.origin(page))) {
      return next;
    }
    if (next.getHost() != null && next.getRawQuery() != null && isOneList(page, next)) {
      return page.resolve(page.getRawPath() + "?" + next.getRawQuery());
    }
    throw Json.malformed("the link to the next page leads to another server");
  }

  /// A server behind a proxy knows itself by another name and perhaps below another folder; it is
  /// asked where it was found.
  private static boolean isOneList(URI page, URI next) {
    String here = page.getRawPath();
    String there = next.getRawPath();
    return !there.isEmpty() && (here.endsWith(there) || there.endsWith(here));
  }
}
