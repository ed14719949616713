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
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

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

  /// One page of a list.
  public List<RepositoryRow> list(RepositoryQuery query, int limit) {
    String sql =
        SELECT
            + "WHERE r.type = :type AND "
            + Access.READABLE
            + (query.after() == null ? "" : continuation(query.order()))
            + (query.author() == null
                ? ""
                : "AND r.owner = (SELECT id FROM account WHERE folded = :author) ")
            + (query.search() == null ? "" : "AND r.folded LIKE :search ESCAPE '!' ")
            + order(query.order())
            + "LIMIT :limit";
    return database.read(handle -> {
      Query prepared =
          handle
              .createQuery(sql)
              .bind("type", query.type().name())
              .bind("viewer", Access.viewer(query.viewer()))
              .bind("limit", limit)
              .configure(
                  SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true));
      if (query.author() != null) {
        prepared.bind("author", RepoId.fold(query.author()));
      }
      if (query.search() != null) {
        prepared.bind("search", containing(query.search()));
      }
      if (query.after() != null) {
        prepared.bind("key", query.after().key());
        prepared.bind("updated", query.after().updatedAt().toEpochMilli());
      }
      return prepared.map((row, _) -> repository(row)).list();
    });
  }

  private static String continuation(RepositoryQuery.Order order) {
    return switch (order) {
      case NEWEST -> "AND r.id < :key ";
      case UPDATED -> "AND (r.updated_at, r.id) < (:updated, :key) ";
    };
  }

  private static String order(RepositoryQuery.Order order) {
    return switch (order) {
      case NEWEST -> "ORDER BY r.id DESC ";
      case UPDATED -> "ORDER BY r.updated_at DESC, r.id DESC ";
    };
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
