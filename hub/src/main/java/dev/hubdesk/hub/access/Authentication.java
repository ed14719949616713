package dev.hubdesk.hub.access;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Tokens;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns an `Authorization` header into a [Caller]: `Bearer <token>`, or `Basic` with any user name
/// and the token as password, as git and git-lfs send it.
public final class Authentication {

  /// The longest header that is looked at, in characters.
  public static final int MAX_HEADER_LENGTH = 4096;

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final Tokens tokens;
  private final Accounts accounts;

  public Authentication(Tokens tokens, Accounts accounts) {
    this.tokens = tokens;
    this.accounts = accounts;
  }

  /// Finds out who calls.
  ///
  /// @param header the `Authorization` header; null when there is none
  /// @throws FailureException with [Failure.InvalidCredentials] when one is sent and does not name
  ///   a live token
  public Caller caller(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return new Caller.Anonymous();
    }
    AccessToken token = secretIn(header).flatMap(tokens::find).orElseThrow(Authentication::invalid);
    return accounts
        .find(token.account())
        .map(account -> new Caller.SignedIn(account, token))
        .orElseThrow(Authentication::invalid);
  }

  private static Optional<String> secretIn(String header) {
    if (header.length() > MAX_HEADER_LENGTH) {
      return Optional.empty();
    }
    if (startsWith(header, BEARER)) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    if (startsWith(header, BASIC)) {
      return passwordIn(header.substring(BASIC.length()).strip());
    }
    return Optional.empty();
  }

  private static Optional<String> passwordIn(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static FailureException invalid() {
    return new FailureException(new Failure.InvalidCredentials());
  }
}
