package dev.hubdesk.catalog;

import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.git.ObjectsCollectedException;
import dev.hubdesk.git.PackRecord;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.Replacement;
import dev.hubdesk.git.UpkeepLedger.GonePack;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The steps of compaction and collection, each one part of a transaction.
final class UpkeepRows {

  private UpkeepRows() {}

  static long collections(Handle handle, long repository) {
    return handle
        .createQuery("SELECT times FROM collection WHERE repository = :repository")
        .bind("repository", repository)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /// @throws ObjectsCollectedException when objects have left since the publication looked
  static void requireUncollected(Handle handle, Publication publication)
      throws ObjectsCollectedException {
    Long seen = publication.collections();
    if (seen != null && seen != collections(handle, publication.repository())) {
      throw new ObjectsCollectedException();
    }
  }

  static long moves(Handle handle, long repository) {
    return handle
        .createQuery("SELECT COUNT(*) FROM ref_log WHERE repository = :repository")
        .bind("repository", repository)
        .mapTo(Long.class)
        .one();
  }

  static Set<Oid> loggedSince(Handle handle, long repository, Instant since) {
    Set<Oid> logged = new HashSet<>();
    handle
        .createQuery(
            """
            SELECT old_target, new_target FROM ref_log
            WHERE repository = :repository AND at >= :since
            """)
        .bind("repository", repository)
        .bind("since", since.toEpochMilli())
        .map((row, _) -> {
          for (String column : new String[] {"old_target", "new_target"}) {
            Oid target = Columns.oidOrNull(row, column);
            if (target != null) {
              logged.add(target);
            }
          }
          return logged.size();
        })
        .list();
    return logged;
  }

  static Map<Oid, Oid> historyTrees(Handle handle, long repository) {
    Map<Oid, Oid> trees = new HashMap<>();
    handle
        .createQuery("SELECT commit_id, tree FROM history_tree WHERE repository = :repository")
        .bind("repository", repository)
        .map((row, _) -> Map.entry(Columns.oid(row, "commit_id"), Columns.oid(row, "tree")))
        .forEach(entry -> trees.put(entry.getKey(), entry.getValue()));
    return trees;
  }

  static Map<Sha256, Set<Oid>> linkedObjects(Handle handle, long repository) {
    Map<Sha256, Set<Oid>> linked = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT l.oid, p.blob_id FROM lfs_link l LEFT JOIN lfs_pointer p ON p.oid = l.oid
            WHERE l.repository = :repository
            """)
        .bind("repository", repository)
        .map((row, _) -> {
          Set<Oid> blobs = linked.computeIfAbsent(Columns.sha256(row, "oid"), _ -> new HashSet<>());
          Oid blob = Columns.oidOrNull(row, "blob_id");
          return blob != null && blobs.add(blob);
        })
        .list();
    return linked;
  }

  /// False when something is not as the replacement expects it; then nothing may be written.
  static boolean isCurrent(Handle handle, Replacement replacement) {
    Replacement.Collection collection = replacement.collection();
    if (collection != null && collection.moves() != moves(handle, replacement.repository())) {
      return false;
    }
    int live = 0;
    for (List<String> chunk : Chunks.of(replacement.replaced(), Chunks.LIST)) {
      live +=
          handle
              .createQuery(
                  """
                  SELECT COUNT(*) FROM pack WHERE repository = :repository AND name IN (<names>)
                  """)
              .bind("repository", replacement.repository())
              .bindList("names", chunk)
              .mapTo(Integer.class)
              .one();
    }
    return live == replacement.replaced().size();
  }

  static void replace(Handle handle, Replacement replacement) {
    long repository = replacement.repository();
    for (List<String> chunk : Chunks.of(replacement.replaced(), Chunks.LIST)) {
      String which = "WHERE repository = :repository AND name IN (<names>)";
      handle
          .createUpdate(GO + which)
          .bind("repository", repository)
          .bindList("names", chunk)
          .bind("at", replacement.at().toEpochMilli())
          .execute();
      handle
          .createUpdate("DELETE FROM pack " + which)
          .bind("repository", repository)
          .bindList("names", chunk)
          .execute();
    }
    PackRows.add(handle, repository, replacement.fresh());
    if (replacement.collection() != null) {
      collect(handle, repository, replacement.collection(), replacement.at());
    }
  }

  private static final String GO =
      """
      INSERT INTO gone_pack (name, repository, area, source, created_at, objects, sizes, gone_at)
      SELECT name, repository, area, source, created_at, objects, sizes, :at FROM pack
      """;

  /// All packs of a repository that is about to be deleted.
  static void goAll(Handle handle, long repository, long at) {
    handle
        .createUpdate(GO + "WHERE repository = :repository")
        .bind("repository", repository)
        .bind("at", at)
        .execute();
  }

  private static void collect(
      Handle handle, long repository, Replacement.Collection collection, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO collection (repository, times, horizon) VALUES (:repository, 1, :horizon)
            ON CONFLICT (repository) DO UPDATE
            SET times = collection.times + 1, horizon = excluded.horizon
            """)
        .bind("repository", repository)
        .bind("horizon", collection.horizon().toEpochMilli())
        .execute();
    for (List<Oid> chunk : Chunks.of(collection.commits(), Chunks.LIST)) {
      handle
          .createUpdate(
              """
              DELETE FROM history_tree WHERE repository = :repository AND commit_id IN (<ids>)
              """)
          .bind("repository", repository)
          .bindList("ids", chunk.stream().map(Columns::bytes).toList())
          .execute();
    }
    for (List<Sha256> chunk : Chunks.of(collection.objects(), Chunks.LIST)) {
      List<byte[]> oids = chunk.stream().sorted().map(Columns::bytes).toList();
      handle
          .createUpdate(
              """
              UPDATE lfs_object
              SET needed_at = CASE WHEN needed_at > :at THEN needed_at ELSE :at END
              WHERE oid IN (<oids>)
              """)
          .bind("at", at.toEpochMilli())
          .bindList("oids", oids)
          .execute();
      handle
          .createUpdate("DELETE FROM lfs_link WHERE repository = :repository AND oid IN (<oids>)")
          .bind("repository", repository)
          .bindList("oids", oids)
          .execute();
    }
  }

  static List<GonePack> gone(Handle handle, Instant before, int limit) {
    return handle
        .createQuery(
            """
            SELECT name, repository, area, source, created_at, objects, sizes FROM gone_pack
            WHERE gone_at < :before ORDER BY gone_at LIMIT :limit
            """)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) -> {
          PackRecord pack = PackRows.pack(row, ObjectArea.valueOf(row.getString("area")));
          return new GonePack(row.getLong("repository"), pack);
        })
        .list();
  }

  static void forget(Handle handle, Collection<GonePack> gone) {
    PreparedBatch batch = handle.prepareBatch("DELETE FROM gone_pack WHERE name = :name");
    gone.forEach(pack -> batch.bind("name", pack.pack().name()).add());
    batch.execute();
  }

  static Set<Long> crowded(Handle handle, int packs) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                SELECT repository FROM pack GROUP BY repository, area HAVING COUNT(*) >= :packs
                """)
            .bind("packs", packs)
            .mapTo(Long.class)
            .list());
  }

  static Set<Long> rewound(Handle handle, Instant before) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                SELECT DISTINCT m.repository FROM ref_log m
                LEFT JOIN collection c ON c.repository = m.repository
                WHERE m.old_target IS NOT NULL AND m.reason <> 'commit' AND m.at < :before
                  AND (c.horizon IS NULL OR m.at >= c.horizon)
                """)
            .bind("before", before.toEpochMilli())
            .mapTo(Long.class)
            .list());
  }
}
