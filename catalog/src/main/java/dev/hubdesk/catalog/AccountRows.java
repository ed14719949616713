package dev.hubdesk.catalog;

import dev.hubdesk.protocol.RepoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of accounts and memberships, each step part of a transaction.
final class AccountRows {

  private static final String SELECT =
      """
      SELECT a.id, a.kind, a.name, a.fullname, a.email, a.admin, a.new_repositories_private,
             a.created_at
      FROM account a
      """;

  private AccountRows() {}

  static Optional<Account> find(Handle handle, String name) {
    return handle
        .createQuery(SELECT + "WHERE a.folded = :folded")
        .bind("folded", RepoId.fold(name))
        .map((row, _) -> account(row))
        .findOne();
  }

  static Optional<Account> lookalike(Handle handle, String name) {
    return handle
        .createQuery(
            SELECT
                + "WHERE "
                + Names.normalizedColumn("a.folded")
                + " = :normalized ORDER BY a.folded LIMIT 1")
        .bind("normalized", Names.normalized(name))
        .map((row, _) -> account(row))
        .findOne();
  }

  static Optional<Account> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "WHERE a.id = :id")
        .bind("id", id)
        .map((row, _) -> account(row))
        .findOne();
  }

  static boolean any(Handle handle) {
    return handle
        .createQuery("SELECT id FROM account LIMIT 1")
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  /// @param password in its stored form
  static void insert(Handle handle, Account account, @Nullable String password) {
    handle
        .createUpdate(
            """
            INSERT INTO account (id, kind, name, folded, fullname, email, password, admin,
                                 new_repositories_private, created_at)
            VALUES (:id, :kind, :name, :folded, :fullname, :email, :password, :admin,
                    :private, :created)
            """)
        .bind("id", account.id())
        .bind("kind", account.kind().name())
        .bind("name", account.name())
        .bind("folded", RepoId.fold(account.name()))
        .bind("fullname", account.fullname())
        .bind("email", account.email())
        .bind("password", password)
        .bind("admin", account.admin())
        .bind("private", account.newRepositoriesPrivate())
        .bind("created", account.createdAt().toEpochMilli())
        .execute();
  }

  static void update(Handle handle, Account account) {
    handle
        .createUpdate(
            """
            UPDATE account
            SET fullname = :fullname, email = :email, admin = :admin,
                new_repositories_private = :private
            WHERE id = :id
            """)
        .bind("id", account.id())
        .bind("fullname", account.fullname())
        .bind("email", account.email())
        .bind("admin", account.admin())
        .bind("private", account.newRepositoriesPrivate())
        .execute();
  }

  /// The stored form of a user's password.
  static Optional<String> password(Handle handle, long user) {
    return handle
        .createQuery("SELECT password FROM account WHERE id = :id AND password IS NOT NULL")
        .bind("id", user)
        .mapTo(String.class)
        .findOne();
  }

  static void setPassword(Handle handle, long user, String password) {
    handle.execute("UPDATE account SET password = ? WHERE id = ?", password, user);
  }

  static List<Membership> memberships(Handle handle, long user) {
    return handle
        .createQuery(
            SELECT.replace("SELECT", "SELECT m.role,")
                + """
                JOIN membership m ON m.organization = a.id
                WHERE m.account = :user
                ORDER BY a.folded
                """)
        .bind("user", user)
        .map((row, _) ->
            new Membership(account(row), Membership.Role.valueOf(row.getString("role"))))
        .list();
  }

  static Optional<Membership.Role> role(Handle handle, long user, long organization) {
    return handle
        .createQuery(
            "SELECT role FROM membership WHERE organization = :organization AND account = :user")
        .bind("organization", organization)
        .bind("user", user)
        .mapTo(Membership.Role.class)
        .findOne();
  }

  static void putMember(Handle handle, long organization, long user, Membership.Role role) {
    handle
        .createUpdate(
            """
            INSERT INTO membership (organization, account, role)
            VALUES (:organization, :user, :role)
            ON CONFLICT (organization, account) DO UPDATE SET role = excluded.role
            """)
        .bind("organization", organization)
        .bind("user", user)
        .bind("role", role.name())
        .execute();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("id"),
        Account.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("fullname"),
        row.getString("email"),
        row.getBoolean("admin"),
        row.getBoolean("new_repositories_private"),
        Columns.instant(row, "created_at"));
  }
}
