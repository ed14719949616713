package dev.hubdesk.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An access token as the catalog knows it: everything but the secret.
///
/// @param expiresAt null when it does not expire
public record AccessToken(
    long id, long account, String name, Role role, Instant createdAt, @Nullable Instant expiresAt) {

  /// One that lasts until it is revoked or replaced: a lifetime is what [Tokens#issue] is told.
  public static AccessToken lasting(
      long id, long account, String name, Role role, Instant createdAt) {
    return new AccessToken(id, account, name, role, createdAt, null);
  }

  /// What a token lets its bearer do on behalf of the account.
  public enum Role {
    READ,
    WRITE
  }
}
