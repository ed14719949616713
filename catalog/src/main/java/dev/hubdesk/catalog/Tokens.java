package dev.hubdesk.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Access tokens: `hf_` and 34 letters and digits, stored as SHA-256 only.
public final class Tokens {

  Tokens() {}

  /// Makes a token; its secret is told this once. A token of the same name is replaced.
  public Issued issue(
      long account, String name, AccessToken.Role role, @Nullable Instant expiresAt) {
    throw new UnsupportedOperationException();
  }

  /// Finds the live token with this secret.
  public Optional<AccessToken> find(String secret) {
    throw new UnsupportedOperationException();
  }

  /// The tokens of an account, by name.
  public List<AccessToken> list(long account) {
    throw new UnsupportedOperationException();
  }

  /// Ends a token; false when there is none of that name.
  public boolean revoke(long account, String name) {
    throw new UnsupportedOperationException();
  }

  /// A new token with its secret.
  public record Issued(AccessToken token, String secret) {
    @Override
    public String toString() {
      return "Issued[" + token.name() + "]";
    }
  }
}
