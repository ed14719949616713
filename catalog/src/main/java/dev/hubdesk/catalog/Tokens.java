package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Sha256;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Access tokens: `hf_` and 34 letters and digits, stored as SHA-256 only.
public final class Tokens {

  private final Database database;
  private final IdSource ids;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Tokens(Database database, IdSource ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes a token; its secret is told this once. A token of the same name is replaced.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `BadRequest` when the name is empty, too
  ///   long or not printable
  public Issued issue(
      long account, String name, AccessToken.Role role, @Nullable Instant expiresAt) {
    Names.checkLabel("name of a token", name);
    Instant now = Instant.ofEpochMilli(clock.millis());
    var token = new AccessToken(ids.next(), account, name, role, now, expiresAt);
    TokenSecret secret = TokenSecret.random(random);
    return database.write(handle -> {
      TokenRows.put(handle, token, secret);
      return new Issued(token, secret.value());
    });
  }

  /// The value for a token to be: for whoever must keep it somewhere before the token is there.
  public static String randomSecret() {
    return TokenSecret.random(new SecureRandom()).value();
  }

  /// Finds the live token with this secret.
  public Optional<AccessToken> find(String secret) {
    if (!TokenSecret.isValid(secret)) {
      return Optional.empty();
    }
    var candidate = new TokenSecret(secret);
    Sha256 digest = candidate.digest();
    return database
        .read(handle -> TokenRows.find(handle, digest))
        // The index compared byte by byte; this comparison, which counts, takes constant time.
        .filter(stored -> candidate.has(stored.digest()))
        .map(TokenRows.Stored::token)
        .filter(token -> token.expiresAt() == null || clock.instant().isBefore(token.expiresAt()));
  }

  /// The tokens of an account, by name, those that expired included.
  public List<AccessToken> list(long account) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT "
                    + TokenRows.COLUMNS
                    + " FROM token WHERE account = :account ORDER BY name")
            .bind("account", account)
            .map((row, _) -> TokenRows.stored(row).token())
            .list());
  }

  /// Ends a token; false when there is none of that name.
  public boolean revoke(long account, String name) {
    return database.write(handle -> TokenRows.delete(handle, account, name));
  }

  /// A new token with its secret.
  public record Issued(AccessToken token, String secret) {
    @Override
    public String toString() {
      return "Issued[" + token.name() + "]";
    }
  }
}
