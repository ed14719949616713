package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Steps on the row of a repository, each one part of a transaction.
final class RepositoryRows {

  /// The columns that [#repository] reads, of the row `r`.
  static final String COLUMNS =
      """
      r.id, r.type, r.namespace, r.name, r.owner, r.creator, r.is_private, r.created_at,
      r.updated_at, r.sdk, r.likes, r.gated, r.disabled, r.lfs_threshold, r.lfs_suffixes
      """;

  private static final String SELECT = "SELECT " + COLUMNS + "FROM repository r ";

  private RepositoryRows() {}

  static List<RepositoryRow> all(Handle handle, long after, int limit) {
    return handle
        .createQuery(SELECT + "WHERE r.id > :after ORDER BY r.id LIMIT :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map((row, _) -> repository(row))
        .list();
  }

  static Optional<RepositoryRow> find(Handle handle, RepoId id) {
    return handle
        .createQuery(SELECT + "WHERE r.type = :type AND r.folded = :folded")
        .bind("type", id.type().name())
        .bind("folded", id.folded())
        .map((row, _) -> repository(row))
        .findOne();
  }

  static Optional<RepositoryRow> find(Handle handle, long key) {
    return handle
        .createQuery(SELECT + "WHERE r.id = :key")
        .bind("key", key)
        .map((row, _) -> repository(row))
        .findOne();
  }

  static Optional<RepositoryRow> lookalike(Handle handle, RepoId id) {
    return handle
        .createQuery(
            SELECT
                + "WHERE r.type = :type AND r.owner = (SELECT id FROM account WHERE folded = :owner)"
                + " AND "
                + Names.normalizedColumn("r.folded")
                + " = :normalized ORDER BY r.folded LIMIT 1")
        .bind("type", id.type().name())
        .bind("owner", RepoId.fold(id.namespace()))
        .bind("normalized", Names.normalized(id.path()))
        .map((row, _) -> repository(row))
        .findOne();
  }

  static void insert(Handle handle, RepositoryRow row) {
    RepositorySettings settings = row.settings();
    int inserted =
        handle
            .createUpdate(
                """
                INSERT INTO repository (id, type, namespace, name, folded, owner, creator,
                                        is_private, created_at, updated_at, sdk, gated, disabled,
                                        lfs_threshold, lfs_suffixes)
                VALUES (:key, :type, :namespace, :name, :folded, :owner, :creator, :private,
                        :created, :updated, :sdk, :gated, :disabled, :threshold, :suffixes)
                ON CONFLICT (type, folded) DO NOTHING
                """)
            .bind("key", row.key())
            .bind("type", row.id().type().name())
            .bind("namespace", row.id().namespace())
            .bind("name", row.id().name())
            .bind("folded", row.id().folded())
            .bind("owner", row.owner())
            .bind("creator", row.creator())
            .bind("private", row.isPrivate())
            .bind("created", row.createdAt().toEpochMilli())
            .bind("updated", row.updatedAt().toEpochMilli())
            .bind("sdk", row.sdk())
            .bind("gated", gated(settings))
            .bind("disabled", settings.disabled())
            .bind("threshold", settings.lfs().threshold())
            .bind("suffixes", suffixes(settings))
            .execute();
    if (inserted == 0) {
      throw taken(row.id());
    }
    FormerNames.forget(handle, row.id());
  }

  /// Gives a repository another name and owner. Its key, and all that hangs on it, stays.
  ///
  /// @throws FailureException with `RepoNotFound` when it was deleted, `Conflict` when another has
  ///   the name
  static void rename(Handle handle, long key, RepoId to, long owner) {
    RepoId from = existing(handle, key).id();
    if (find(handle, to).filter(other -> other.key() != key).isPresent()) {
      throw taken(to);
    }
    handle
        .createUpdate(
            """
            UPDATE repository
            SET namespace = :namespace, name = :name, folded = :folded, owner = :owner
            WHERE id = :key
            """)
        .bind("namespace", to.namespace())
        .bind("name", to.name())
        .bind("folded", to.folded())
        .bind("owner", owner)
        .bind("key", key)
        .execute();
    FormerNames.forget(handle, to);
    if (!from.folded().equals(to.folded())) {
      FormerNames.remember(handle, from, key);
    }
  }

  /// Writes what may be changed by hand.
  static void update(Handle handle, RepositoryRow row) {
    handle
        .createUpdate(
            """
            UPDATE repository
            SET is_private = :private, gated = :gated, disabled = :disabled,
                lfs_threshold = :threshold, lfs_suffixes = :suffixes
            WHERE id = :key
            """)
        .bind("key", row.key())
        .bind("private", row.isPrivate())
        .bind("gated", gated(row.settings()))
        .bind("disabled", row.settings().disabled())
        .bind("threshold", row.settings().lfs().threshold())
        .bind("suffixes", suffixes(row.settings()))
        .execute();
  }

  /// @throws FailureException with `RepoNotFound` when the repository was deleted
  static RepositoryRow existing(Handle handle, long key) {
    return find(handle, key)
        .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
  }

  /// @throws FailureException with `RepoNotFound` when the repository was deleted
  static void require(Handle handle, long key) {
    boolean there =
        handle
            .createQuery("SELECT id FROM repository WHERE id = :key")
            .bind("key", key)
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!there) {
      throw new FailureException(new Failure.RepoNotFound(false));
    }
  }

  /// Writes down that a ref has moved.
  static void touch(Handle handle, long key, Instant at) {
    handle.execute("UPDATE repository SET updated_at = ? WHERE id = ?", at.toEpochMilli(), key);
  }

  static RepositoryRow repository(ResultSet row) throws SQLException {
    return new RepositoryRow(
        row.getLong("id"),
        new RepoId(
            RepoType.valueOf(row.getString("type")),
            row.getString("namespace"),
            row.getString("name")),
        row.getLong("owner"),
        Columns.longOrNull(row, "creator"),
        row.getBoolean("is_private"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        row.getString("sdk"),
        row.getLong("likes"),
        settings(row));
  }

  private static RepositorySettings settings(ResultSet row) throws SQLException {
    @Nullable String gated = row.getString("gated");
    @Nullable String suffixes = row.getString("lfs_suffixes");
    return new RepositorySettings(
        gated == null ? RepositorySettings.Gating.NONE : RepositorySettings.Gating.valueOf(gated),
        row.getBoolean("disabled"),
        new RepositorySettings.Lfs(
            Columns.longOrNull(row, "lfs_threshold"),
            suffixes == null ? List.of() : suffixes.lines().toList()));
  }

  private static @Nullable String gated(RepositorySettings settings) {
    RepositorySettings.Gating gating = settings.gating();
    return gating == RepositorySettings.Gating.NONE ? null : gating.name();
  }

  private static @Nullable String suffixes(RepositorySettings settings) {
    List<String> suffixes = settings.lfs().suffixes();
    return suffixes.isEmpty() ? null : String.join("\n", suffixes);
  }

  private static FailureException taken(RepoId id) {
    String message = "The " + id.type().singular() + " " + id.path() + " exists";
    return new FailureException(new Failure.Conflict(message, null));
  }
}
