package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Which LFS objects belong to which repository: the steps of [LfsObjects] about links, each one
/// part of a transaction.
final class LfsLinks {

  /// Comes before every object.
  private static final byte[] START = new byte[0];

  private LfsLinks() {}

  static List<LinkedLfs> unnamed(Collection<LfsPointer> objects) {
    return objects.stream()
        .map(object -> new LinkedLfs(object, null, null, Instant.EPOCH))
        .toList();
  }

  static boolean isDeleted(Handle handle, long repository, Sha256 oid) {
    return handle
        .createQuery("SELECT 1 FROM lfs_deletion WHERE repository = :repository AND oid = :oid")
        .bind("repository", repository)
        .bind("oid", Columns.bytes(oid))
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Those that were not deleted from a repository for good.
  static List<LinkedLfs> notDeleted(
      Handle handle, long repository, Collection<LfsPointer> objects) {
    Set<Sha256> deleted =
        new HashSet<>(
            handle
                .createQuery("SELECT oid FROM lfs_deletion WHERE repository = :repository")
                .bind("repository", repository)
                .map((row, _) -> Columns.sha256(row, "oid"))
                .list());
    return sorted(
        unnamed(objects.stream().filter(object -> !deleted.contains(object.oid())).toList()));
  }

  static List<LinkedLfs> sorted(Collection<LinkedLfs> files) {
    Map<LfsPointer, LinkedLfs> once = new LinkedHashMap<>();
    files.forEach(file -> once.putIfAbsent(file.object(), file));
    List<LinkedLfs> sorted = new ArrayList<>(once.values());
    sorted.sort(
        Comparator.comparing((LinkedLfs file) -> file.object().oid())
            .thenComparingLong(file -> file.object().size()));
    return List.copyOf(sorted);
  }

  static void link(Handle handle, long repository, List<LinkedLfs> files) {
    RepositoryRows.require(handle, repository);
    for (List<LinkedLfs> chunk : Chunks.of(files, Chunks.LIST)) {
      List<LfsPointer> objects = chunk.stream().map(LinkedLfs::object).toList();
      requireStored(objects, LfsRows.stored(handle, objects));
      PreparedBatch batch =
          handle.prepareBatch(
              """
              INSERT INTO lfs_link (oid, repository, path, ref, linked_at)
              VALUES (:oid, :repository, :path, :ref, :at)
              ON CONFLICT (oid, repository) DO NOTHING
              """);
      for (LinkedLfs file : chunk) {
        batch
            .bind("oid", Columns.bytes(file.object().oid()))
            .bind("repository", repository)
            .bind("path", file.path())
            .bind("ref", file.ref())
            .bind("at", file.at().toEpochMilli())
            .add();
      }
      batch.execute();
      handle
          .createUpdate(
              "DELETE FROM lfs_deletion WHERE repository = :repository AND oid IN (<oids>)")
          .bind("repository", repository)
          .bindList("oids", objects.stream().map(o -> Columns.bytes(o.oid())).toList())
          .execute();
    }
  }

  private static void requireStored(List<LfsPointer> objects, Set<LfsPointer> stored) {
    for (LfsPointer object : objects) {
      if (!stored.contains(object)) {
        throw new FailureException(
            new Failure.Unprocessable(
                "The LFS object "
                    + object.oid()
                    + " of "
                    + object.size()
                    + " bytes is not stored here; upload it first"));
      }
    }
  }

  static List<LinkedLfs> page(Handle handle, long repository, @Nullable Sha256 after, int limit) {
    return handle
        .createQuery(
            """
            SELECT l.oid, o.size, l.path, l.ref, l.linked_at
            FROM lfs_link l JOIN lfs_object o ON o.oid = l.oid
            WHERE l.repository = :repository AND l.oid > :after
            ORDER BY l.oid LIMIT :limit
            """)
        .bind("repository", repository)
        .bind("after", after == null ? START : Columns.bytes(after))
        .bind("limit", limit)
        .map((row, _) ->
            new LinkedLfs(
                new LfsPointer(Columns.sha256(row, "oid"), row.getLong("size")),
                row.getString("path"),
                row.getString("ref"),
                Columns.instant(row, "linked_at")))
        .list();
  }

  static Set<Sha256> among(Handle handle, long repository, Collection<Sha256> oids) {
    Set<Sha256> found = new HashSet<>();
    for (List<Sha256> chunk : Chunks.of(oids.stream().sorted().toList(), Chunks.LIST)) {
      found.addAll(
          handle
              .createQuery(
                  "SELECT oid FROM lfs_link WHERE repository = :repository AND oid IN (<oids>)")
              .bind("repository", repository)
              .bindList("oids", chunk.stream().map(Columns::bytes).toList())
              .map((row, _) -> Columns.sha256(row, "oid"))
              .list());
    }
    return found;
  }

  static void unlink(Handle handle, long repository, Collection<Sha256> oids, Instant now) {
    for (Sha256 oid : oids.stream().sorted().toList()) {
      int gone =
          handle.execute(
              "DELETE FROM lfs_link WHERE oid = ? AND repository = ?",
              Columns.bytes(oid),
              repository);
      if (gone > 0) {
        handle.execute(
            "UPDATE lfs_object SET needed_at = ? WHERE oid = ?",
            now.toEpochMilli(),
            Columns.bytes(oid));
        handle.execute(
            "INSERT INTO lfs_deletion (repository, oid, at) VALUES (?, ?, ?)"
                + " ON CONFLICT (repository, oid) DO NOTHING",
            repository,
            Columns.bytes(oid),
            now.toEpochMilli());
      }
    }
  }
}
