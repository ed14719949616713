package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Rows of tokens, each step part of a transaction.
final class TokenRows {

  static final String COLUMNS = "id, account, name, sha256, role, created_at, expires_at";

  private TokenRows() {}

  /// A token with the digest of its secret.
  record Stored(AccessToken token, Sha256 digest) {}

  static Optional<Stored> find(Handle handle, long account, String name) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM token WHERE account = :account AND name = :name")
        .bind("account", account)
        .bind("name", name)
        .map((row, _) -> stored(row))
        .findOne();
  }

  static Optional<Stored> find(Handle handle, Sha256 digest) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM token WHERE sha256 = :sha256")
        .bind("sha256", Columns.bytes(digest))
        .map((row, _) -> stored(row))
        .findOne();
  }

  /// Writes a token in the place of one of the same name.
  ///
  /// @throws FailureException with `Conflict` when another token has the secret
  static void put(Handle handle, AccessToken token, TokenSecret secret) {
    delete(handle, token.account(), token.name());
    int inserted =
        handle
            .createUpdate(
                """
                INSERT INTO token (id, account, name, sha256, role, created_at, expires_at)
                VALUES (:id, :account, :name, :sha256, :role, :created, :expires)
                ON CONFLICT (sha256) DO NOTHING
                """)
            .bind("id", token.id())
            .bind("account", token.account())
            .bind("name", token.name())
            .bind("sha256", Columns.bytes(secret.digest()))
            .bind("role", token.role().name())
            .bind("created", token.createdAt().toEpochMilli())
            .bind("expires", Columns.millisOrNull(token.expiresAt()))
            .execute();
    if (inserted == 0) {
      throw new FailureException(
          new Failure.Conflict(
              "The value of the token " + token.name() + " belongs to another token", null));
    }
  }

  static boolean delete(Handle handle, long account, String name) {
    return handle.execute("DELETE FROM token WHERE account = ? AND name = ?", account, name) > 0;
  }

  static Stored stored(ResultSet row) throws SQLException {
    var token =
        new AccessToken(
            row.getLong("id"),
            row.getLong("account"),
            row.getString("name"),
            AccessToken.Role.valueOf(row.getString("role")),
            Columns.instant(row, "created_at"),
            Columns.instantOrNull(row, "expires_at"));
    return new Stored(token, Columns.sha256(row, "sha256"));
  }
}
