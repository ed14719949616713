package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Hub to ask, and the token to show it. The token is sent to this origin (scheme, host and port)
/// alone, and never printed.
///
/// @param base `https://huggingface.co`, without query and without a trailing slash
/// @param token `hf_…`, or null to ask anonymously
public record HubEndpoint(URI base, @Nullable String token) {

  public HubEndpoint {
    base = checked(base);
    if (token != null && (token.isBlank() || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f))) {
      throw new FailureException(
          new Failure.BadRequest("A token is printable ASCII without spaces"));
    }
  }

  /// Reads an address as people write it.
  public static HubEndpoint of(String base, @Nullable String token) {
    try {
      return new HubEndpoint(URI.create(base.strip()), token);
    } catch (IllegalArgumentException _) {
      throw refused();
    }
  }

  /// Asks without a token.
  public static HubEndpoint anonymous(String base) {
    return of(base, null);
  }

  /// The address of something below this endpoint.
  ///
  /// @param pathAndQuery percent-encoded, starting with `/`
  public URI resolve(String pathAndQuery) {
    return URI.create(base + pathAndQuery);
  }

  /// Whether the address has this endpoint's scheme, host and port.
  public boolean isOriginOf(URI address) {
    return origin(base).equals(origin(address));
  }

  Optional<String> authorization() {
    return token == null ? Optional.empty() : Optional.of("Bearer " + token);
  }

  /// `scheme://host:port`, with the scheme's own port where none is given.
  static String origin(URI address) {
    String scheme = lower(address.getScheme());
    int port = address.getPort();
    if (port < 0) {
      port = scheme.equals("https") ? 443 : 80;
    }
    return scheme + "://" + lower(address.getHost()) + ":" + port;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static URI checked(URI base) {
    String scheme = lower(base.getScheme());
    boolean usable =
        (scheme.equals("http") || scheme.equals("https"))
            && base.getHost() != null
            && base.getRawUserInfo() == null
            && base.getRawQuery() == null
            && base.getRawFragment() == null;
    if (!usable) {
      throw refused();
    }
    String text = base.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return URI.create(text);
  }

  private static FailureException refused() {
    return new FailureException(
        new Failure.BadRequest(
            "An endpoint is http://host or https://host, without user, query or fragment"));
  }

  @Override
  public String toString() {
    return base + (token == null ? "" : " (with a token)");
  }
}
