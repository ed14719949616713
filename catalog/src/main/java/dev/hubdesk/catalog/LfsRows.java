package dev.hubdesk.catalog;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The steps of [LfsObjects], each one part of a transaction.
final class LfsRows {

  /// Where an object is between not being there and being there.
  enum State {
    ARRIVING,
    STORED,
    GOING
  }

  /// What is known of an object that was announced.
  ///
  /// @param id tells the row from one that stands there after a sweep
  record Arrival(State state, long id) {}

  private LfsRows() {}

  static List<LfsPointer> hold(
      Handle handle, long account, long repository, List<Sha256> oids, Instant now) {
    String sql =
        """
        UPDATE lfs_object
        SET needed_at = CASE WHEN needed_at > :now THEN needed_at ELSE :now END
        WHERE state = 'STORED' AND oid IN (<oids>)
          AND (EXISTS (SELECT 1 FROM lfs_upload u
                       WHERE u.oid = lfs_object.oid AND u.account = :viewer)
               OR EXISTS (SELECT 1 FROM lfs_link l JOIN repository r ON r.id = l.repository
                          WHERE l.oid = lfs_object.oid
                            AND (r.id = :repository OR\
        """
            + Access.CONTENT_READABLE
            + """
                )))
            RETURNING oid, size
            """;
    return handle
        .createQuery(sql)
        .bind("now", now.toEpochMilli())
        .bindList("oids", oids.stream().map(Columns::bytes).toList())
        .bind("viewer", account)
        .bind("repository", repository)
        .map((row, _) -> new LfsPointer(Columns.sha256(row, "oid"), row.getLong("size")))
        .list();
  }

  /// Says that bytes were put into the store; what comes back decides whether that is known.
  static Arrival announce(Handle handle, LfsPointer object, long arrival, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO lfs_object (oid, size, state, arrival, needed_at)
            VALUES (:oid, :size, 'ARRIVING', :arrival, :now)
            ON CONFLICT (oid) DO UPDATE SET needed_at =
              CASE WHEN lfs_object.state = 'GOING' OR lfs_object.needed_at > excluded.needed_at
                   THEN lfs_object.needed_at ELSE excluded.needed_at END
            RETURNING state, arrival
            """)
        .bind("oid", Columns.bytes(object.oid()))
        .bind("size", object.size())
        .bind("arrival", arrival)
        .bind("now", now.toEpochMilli())
        .map((row, _) -> new Arrival(State.valueOf(row.getString("state")), row.getLong("arrival")))
        .one();
  }

  /// The bytes were seen after [#announce]; false when a sweep took the object meanwhile.
  static boolean arrive(Handle handle, LfsPointer object, long arrival) {
    return handle
            .createUpdate(
                """
                UPDATE lfs_object SET state = 'STORED'
                WHERE oid = :oid AND arrival = :arrival AND state IN ('ARRIVING', 'STORED')
                """)
            .bind("oid", Columns.bytes(object.oid()))
            .bind("arrival", arrival)
            .execute()
        == 1;
  }

  static void addUploader(Handle handle, LfsPointer object, long account, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO lfs_upload (oid, account, at) VALUES (:oid, :account, :now)
            ON CONFLICT (oid, account) DO UPDATE SET at = excluded.at
            """)
        .bind("oid", Columns.bytes(object.oid()))
        .bind("account", account)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static Set<LfsPointer> stored(Handle handle, List<LfsPointer> objects) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT oid, size FROM lfs_object WHERE state = 'STORED' AND oid IN (<oids>)")
            .bindList("oids", objects.stream().map(o -> Columns.bytes(o.oid())).toList())
            .map((row, _) -> new LfsPointer(Columns.sha256(row, "oid"), row.getLong("size")))
            .list());
  }

  static List<LfsPointer> storedAfter(Handle handle, @Nullable Sha256 after, int limit) {
    return handle
        .createQuery(
            """
            SELECT oid, size FROM lfs_object WHERE state = 'STORED' AND oid > :after
            ORDER BY oid LIMIT :limit
            """)
        .bind("after", after == null ? new byte[0] : Columns.bytes(after))
        .bind("limit", limit)
        .map((row, _) -> new LfsPointer(Columns.sha256(row, "oid"), row.getLong("size")))
        .list();
  }

  static Set<Sha256> known(Handle handle, Collection<Sha256> oids) {
    var known = new HashSet<Sha256>();
    for (List<Sha256> chunk : Chunks.of(oids, Chunks.LIST)) {
      known.addAll(
          handle
              .createQuery("SELECT oid FROM lfs_object WHERE oid IN (<oids>)")
              .bindList("oids", chunk.stream().map(Columns::bytes).toList())
              .map((row, _) -> Columns.sha256(row, "oid"))
              .list());
    }
    return known;
  }

  static LfsObjects.Unused countUnused(Handle handle, Instant before) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) AS objects, COALESCE(SUM(o.size), 0) AS bytes FROM lfs_object o
            WHERE o.needed_at < :before
              AND NOT EXISTS (SELECT 1 FROM lfs_link l WHERE l.oid = o.oid)
            """)
        .bind("before", before.toEpochMilli())
        .map((row, _) -> new LfsObjects.Unused(row.getLong("objects"), row.getLong("bytes")))
        .one();
  }

  static List<Sha256> unused(Handle handle, Instant before, int limit) {
    return handle
        .createQuery(
            """
            SELECT o.oid FROM lfs_object o
            WHERE o.needed_at < :before
              AND NOT EXISTS (SELECT 1 FROM lfs_link l WHERE l.oid = o.oid)
            ORDER BY o.needed_at LIMIT :limit
            """)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) -> Columns.sha256(row, "oid"))
        .list();
  }

  /// Marks an object as going, unless somebody needs it or holds all blobs. What has no row gets
  /// one for the while.
  static boolean claim(Handle handle, Sha256 oid, Instant before, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO lfs_object (oid, size, state, arrival, needed_at)
                VALUES (:oid, 0, 'GOING', 0, 0)
                ON CONFLICT (oid) DO UPDATE SET state = 'GOING'
                WHERE lfs_object.needed_at < :before
                  AND NOT EXISTS (SELECT 1 FROM lfs_link l WHERE l.oid = lfs_object.oid)
                  AND NOT EXISTS (SELECT 1 FROM lease h
                                  WHERE h.name = 'hold-blobs' AND h.expires_at > :now)
                """)
            .bind("oid", Columns.bytes(oid))
            .bind("before", before.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  static boolean remove(Handle handle, Sha256 oid) {
    return handle
            .createUpdate("DELETE FROM lfs_object WHERE oid = :oid AND state = 'GOING'")
            .bind("oid", Columns.bytes(oid))
            .execute()
        == 1;
  }
}
