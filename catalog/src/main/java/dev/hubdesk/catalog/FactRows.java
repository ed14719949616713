package dev.hubdesk.catalog;

import dev.hubdesk.git.UpkeepLedger;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Facts about git objects. Whoever states one again changes nothing.
final class FactRows {

  private FactRows() {}

  static Map<Oid, LfsPointer> pointers(Handle handle, Collection<Oid> blobs) {
    var found = new HashMap<Oid, LfsPointer>();
    for (List<Oid> chunk : Chunks.of(blobs, Chunks.LIST)) {
      handle
          .createQuery("SELECT blob_id, oid, size FROM lfs_pointer WHERE blob_id IN (<ids>)")
          .bindList("ids", chunk.stream().map(Columns::bytes).toList())
          .map((row, _) ->
              Map.entry(
                  Columns.oid(row, "blob_id"),
                  new LfsPointer(Columns.sha256(row, "oid"), row.getLong("size"))))
          .forEach(fact -> found.put(fact.getKey(), fact.getValue()));
    }
    return found;
  }

  static Map<Oid, Long> treeSizes(Handle handle, Collection<Oid> trees) {
    var found = new HashMap<Oid, Long>();
    for (List<Oid> chunk : Chunks.of(trees, Chunks.LIST)) {
      handle
          .createQuery("SELECT tree, size FROM tree_size WHERE tree IN (<ids>)")
          .bindList("ids", chunk.stream().map(Columns::bytes).toList())
          .map((row, _) -> Map.entry(Columns.oid(row, "tree"), row.getLong("size")))
          .forEach(fact -> found.put(fact.getKey(), fact.getValue()));
    }
    return found;
  }

  static Optional<Oid> historyTree(Handle handle, long repository, Oid commit) {
    return handle
        .createQuery(
            """
            SELECT tree FROM history_tree WHERE repository = :repository AND commit_id = :commit
            """)
        .bind("repository", repository)
        .bind("commit", Columns.bytes(commit))
        .map((row, _) -> Columns.oid(row, "tree"))
        .findOne();
  }

  /// Puts facts in the place of those that there were: all history trees of a repository, and of
  /// pointers and trees those that are told anew.
  static void replace(Handle handle, long repository, UpkeepLedger.Facts facts) {
    handle.execute("DELETE FROM history_tree WHERE repository = ?", repository);
    forget(handle, "DELETE FROM lfs_pointer WHERE blob_id IN (<ids>)", facts.pointers().keySet());
    forget(handle, "DELETE FROM tree_size WHERE tree IN (<ids>)", facts.treeSizes().keySet());
    add(handle, repository, facts.pointers(), facts.treeSizes(), facts.historyTrees());
  }

  private static void forget(Handle handle, String sql, Collection<Oid> ids) {
    for (List<Oid> chunk : Chunks.of(ids.stream().sorted().toList(), Chunks.LIST)) {
      handle
          .createUpdate(sql)
          .bindList("ids", chunk.stream().map(Columns::bytes).toList())
          .execute();
    }
  }

  static void add(
      Handle handle,
      long repository,
      Map<Oid, LfsPointer> pointers,
      Map<Oid, Long> treeSizes,
      Map<Oid, Oid> historyTrees) {
    add(
        handle,
        """
        INSERT INTO lfs_pointer (blob_id, oid, size) VALUES (:blob, :oid, :size)
        ON CONFLICT (blob_id) DO NOTHING
        """,
        pointers,
        (batch, blob, pointer) ->
            batch
                .bind("blob", Columns.bytes(blob))
                .bind("oid", Columns.bytes(pointer.oid()))
                .bind("size", pointer.size()));
    add(
        handle,
        """
        INSERT INTO tree_size (tree, size) VALUES (:tree, :size) ON CONFLICT (tree) DO NOTHING
        """,
        treeSizes,
        (batch, tree, size) -> batch.bind("tree", Columns.bytes(tree)).bind("size", size));
    add(
        handle,
        """
        INSERT INTO history_tree (repository, commit_id, tree)
        VALUES (:repository, :commit, :tree)
        ON CONFLICT (repository, commit_id) DO NOTHING
        """,
        historyTrees,
        (batch, commit, tree) ->
            batch
                .bind("repository", repository)
                .bind("commit", Columns.bytes(commit))
                .bind("tree", Columns.bytes(tree)));
  }

  /// In the order of the ids: two who state the same facts then never wait for each other in a
  /// circle, and rows arrive in the order of the index.
  private static <V> void add(Handle handle, String sql, Map<Oid, V> facts, Binder<V> binder) {
    var sorted = new ArrayList<>(facts.entrySet());
    sorted.sort(Map.Entry.comparingByKey());
    for (List<Map.Entry<Oid, V>> chunk : Chunks.of(sorted, Chunks.BATCH)) {
      PreparedBatch batch = handle.prepareBatch(sql);
      for (Map.Entry<Oid, V> fact : chunk) {
        binder.bind(batch, fact.getKey(), fact.getValue()).add();
      }
      batch.execute();
    }
  }

  private interface Binder<V> {
    PreparedBatch bind(PreparedBatch batch, Oid id, V value);
  }
}
