package dev.hubdesk.hubclient;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `Link: <…>; rel="next"` of an answer.
final class NextPage {

  private static final Pattern NEXT = Pattern.compile("<([^<>]{1,8192})>\\s*;\\s*rel=\"?next\"?");

  private NextPage() {}

  /// Empty on the last page.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when the link leads to another origin: the token
  ///   would follow
  static Optional<URI> of(Answer answer) {
    Matcher matcher = NEXT.matcher(String.join(", ", answer.all("Link")));
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      URI next = answer.address().resolve(matcher.group(1));
      if (HubEndpoint.origin(next).equals(HubEndpoint.origin(answer.address()))) {
        return Optional.of(next);
      }
    } catch (IllegalArgumentException _) {
      throw Json.malformed("the link to the next page is not an address");
    }
    throw Json.malformed("the link to the next page leads to another server");
  }
}
