package dev.hubdesk.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who likes which repository.
public final class Likes {

  private static final String SELECT =
      "SELECT l.id AS like_id, l.at, a.id AS account_id, a.kind, a.name AS account_name, a.fullname,"
          + " a.email, a.admin, a.new_repositories_private, a.created_at AS account_created_at, "
          + RepositoryRows.COLUMNS
          + """
          FROM repository_like l
          JOIN account a ON a.id = l.account
          JOIN repository r ON r.id = l.repository
          """;

  private static final String LATEST_FIRST = "ORDER BY l.id DESC LIMIT :limit";

  private final Database database;
  private final IdSource ids;
  private final InstantSource clock;

  Likes(Database database, IdSource ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /// Writes down that an account likes a repository. Once is enough: again changes nothing.
  ///
  /// @return how many accounts like it now
  /// @throws dev.hubdesk.protocol.FailureException with `RepoNotFound` when it was deleted
  public long add(long repository, long account) {
    Instant now = clock.instant();
    return database.write(handle -> {
      RepositoryRows.require(handle, repository);
      handle
          .createUpdate(
              """
              INSERT INTO repository_like (repository, account, id, at)
              VALUES (:repository, :account, :id, :at)
              ON CONFLICT (repository, account) DO NOTHING
              """)
          .bind("repository", repository)
          .bind("account", account)
          .bind("id", ids.next())
          .bind("at", now.toEpochMilli())
          .execute();
      return counted(handle, repository);
    });
  }

  /// Forgets that an account likes a repository, if it does.
  ///
  /// @return how many accounts like it now
  /// @throws dev.hubdesk.protocol.FailureException with `RepoNotFound` when it was deleted
  public long remove(long repository, long account) {
    return database.write(handle -> {
      RepositoryRows.require(handle, repository);
      handle.execute(
          "DELETE FROM repository_like WHERE repository = ? AND account = ?", repository, account);
      return counted(handle, repository);
    });
  }

  private static long counted(Handle handle, long repository) {
    handle.execute(
        """
        UPDATE repository
        SET likes = (SELECT COUNT(*) FROM repository_like l WHERE l.repository = repository.id)
        WHERE id = ?
        """,
        repository);
    return RepositoryRows.existing(handle, repository).likes();
  }

  /// Whether an account likes a repository.
  public boolean has(long repository, long account) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT 1 FROM repository_like WHERE repository = :repository AND account = :account")
            .bind("repository", repository)
            .bind("account", account)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /// Who likes a repository, the latest first.
  ///
  /// @param after the id of the last one of the page before; null for the first page
  public List<Like> ofRepository(long repository, @Nullable Long after, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                SELECT + "WHERE l.repository = :repository AND l.id < :after " + LATEST_FIRST)
            .bind("repository", repository)
            .bind("after", after == null ? Long.MAX_VALUE : after)
            .bind("limit", limit)
            .map((row, _) -> like(row))
            .list());
  }

  /// What an account likes, the latest first: those repositories that the viewer may see.
  ///
  /// @param viewer an account, or null for someone not signed in
  /// @param after the id of the last one of the page before; null for the first page
  public List<Like> ofAccount(
      long account, @Nullable Long viewer, @Nullable Long after, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                SELECT
                    + "WHERE l.account = :account AND l.id < :after AND "
                    + Access.READABLE
                    + LATEST_FIRST)
            .bind("account", account)
            .bind("viewer", Access.viewer(viewer))
            .bind("after", after == null ? Long.MAX_VALUE : after)
            .bind("limit", limit)
            .map((row, _) -> like(row))
            .list());
  }

  private static Like like(ResultSet row) throws SQLException {
    var account =
        new Account(
            row.getLong("account_id"),
            Account.Kind.valueOf(row.getString("kind")),
            row.getString("account_name"),
            row.getString("fullname"),
            row.getString("email"),
            row.getBoolean("admin"),
            row.getBoolean("new_repositories_private"),
            Columns.instant(row, "account_created_at"));
    return new Like(
        row.getLong("like_id"),
        account,
        RepositoryRows.repository(row),
        Columns.instant(row, "at"));
  }
}
