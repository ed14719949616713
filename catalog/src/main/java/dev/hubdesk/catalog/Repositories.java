package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Repositories by name. Names are compared without case; answers carry the name as it was given.
public final class Repositories {

  private static final String SELECT =
      """
      SELECT r.id, r.type, r.namespace, r.name, r.owner, r.is_private, r.created_at, r.updated_at,
             r.sdk
      FROM repository r
      """;

  private final Database database;
  private final IdSource ids;
  private final InstantSource clock;

  Repositories(Database database, IdSource ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  public Optional<RepositoryRow> find(RepoId id) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + "WHERE r.type = :type AND r.folded = :folded")
            .bind("type", id.type().name())
            .bind("folded", id.folded())
            .map((row, _) -> repository(row))
            .findOne());
  }

  /// A key for a repository that is about to be made.
  public long newKey() {
    return ids.next();
  }

  /// The row of a new repository, to be written together with its first commit. A rival that took
  /// the name first makes the whole publication fail with `Conflict`.
  public Alongside create(RepositoryRow row) {
    return new RowsAlongside(handle -> insert(handle, row));
  }

  private static void insert(Handle handle, RepositoryRow row) {
    int inserted =
        handle
            .createUpdate(
                """
                INSERT INTO repository (id, type, namespace, name, folded, owner, is_private,
                                        created_at, updated_at, sdk)
                VALUES (:key, :type, :namespace, :name, :folded, :owner, :private,
                        :created, :updated, :sdk)
                ON CONFLICT (type, folded) DO NOTHING
                """)
            .bind("key", row.key())
            .bind("type", row.id().type().name())
            .bind("namespace", row.id().namespace())
            .bind("name", row.id().name())
            .bind("folded", row.id().folded())
            .bind("owner", row.owner())
            .bind("private", row.isPrivate())
            .bind("created", row.createdAt().toEpochMilli())
            .bind("updated", row.updatedAt().toEpochMilli())
            .bind("sdk", row.sdk())
            .execute();
    if (inserted == 0) {
      String message = "The " + row.id().type().singular() + " " + row.id().path() + " exists";
      throw new FailureException(new Failure.Conflict(message, null));
    }
  }

  /// Forgets a repository with its refs, packs and links to LFS objects, in one transaction. The
  /// bytes go with a sweep after the grace period, which begins now. False when it was gone
  /// already.
  public boolean delete(long key) {
    long now = clock.millis();
    return database.write(handle -> {
      handle
          .createUpdate(
              """
              UPDATE lfs_object SET needed_at = :now
              WHERE oid IN (SELECT oid FROM lfs_link WHERE repository = :key)
              """)
          .bind("now", now)
          .bind("key", key)
          .execute();
      return handle.execute("DELETE FROM repository WHERE id = ?", key) > 0;
    });
  }

  /// One page of the repositories that `viewer` may see, newest first.
  ///
  /// @param viewer an account, or null for someone not signed in
  /// @param author only this namespace; null for all
  /// @param search only names that contain this text, without case; null for all
  /// @param after the key of the last row of the page before; null for the first page
  public List<RepositoryRow> list(
      RepoType type,
      @Nullable Long viewer,
      @Nullable String author,
      @Nullable String search,
      @Nullable Long after,
      int limit) {
    String sql =
        SELECT
            + "WHERE r.type = :type AND r.id < :after AND "
            + Access.READABLE
            + (author == null
                ? ""
                : "AND r.owner = (SELECT id FROM account WHERE folded = :author) ")
            + (search == null ? "" : "AND r.folded LIKE :search ESCAPE '!' ")
            + "ORDER BY r.id DESC LIMIT :limit";
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("type", type.name())
            .bind("after", after == null ? Long.MAX_VALUE : after)
            .bind("viewer", Access.viewer(viewer))
            .bind("author", author == null ? "" : RepoId.fold(author))
            .bind("search", search == null ? "" : containing(search))
            .bind("limit", limit)
            .configure(
                org.jdbi.v3.core.statement.SqlStatements.class,
                statements -> statements.setUnusedBindingAllowed(true))
            .map((row, _) -> repository(row))
            .list());
  }

  private static String containing(String text) {
    String escaped = RepoId.fold(text).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped + "%";
  }

  private static RepositoryRow repository(ResultSet row) throws SQLException {
    return new RepositoryRow(
        row.getLong("id"),
        new RepoId(
            RepoType.valueOf(row.getString("type")),
            row.getString("namespace"),
            row.getString("name")),
        row.getLong("owner"),
        row.getBoolean("is_private"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        row.getString("sdk"));
  }
}
