package dev.hubdesk.catalog;

import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.git.PackRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The packs of a repository.
final class PackRows {

  private PackRows() {}

  static List<PackRecord> list(Handle handle, long repository, ObjectArea area) {
    return handle
        .createQuery(
            """
            SELECT name, source, created_at, objects, sizes
            FROM pack
            WHERE repository = :repository AND area = :area
            ORDER BY created_at DESC, name
            """)
        .bind("repository", repository)
        .bind("area", area.name())
        .map((row, _) -> pack(row, area))
        .list();
  }

  static PackRecord pack(ResultSet row, ObjectArea area) throws SQLException {
    return new PackRecord(
        area,
        row.getString("name"),
        row.getString("source"),
        Columns.instant(row, "created_at"),
        row.getLong("objects"),
        sizes(row.getString("sizes")));
  }

  static Set<String> known(Handle handle, Collection<String> names) {
    var known = new HashSet<String>();
    for (List<String> chunk : Chunks.of(names, Chunks.LIST)) {
      known.addAll(
          handle
              .createQuery(
                  """
                  SELECT name FROM pack WHERE name IN (<names>)
                  UNION ALL SELECT name FROM gone_pack WHERE name IN (<names>)
                  """)
              .bindList("names", chunk)
              .mapTo(String.class)
              .list());
    }
    return known;
  }

  static void add(Handle handle, long repository, List<PackRecord> packs) {
    if (packs.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO pack (repository, area, name, source, created_at, objects, sizes)
            VALUES (:repository, :area, :name, :source, :created, :objects, :sizes)
            """);
    for (PackRecord pack : packs) {
      batch
          .bind("repository", repository)
          .bind("area", pack.area().name())
          .bind("name", pack.name())
          .bind("source", pack.source())
          .bind("created", pack.createdAt().toEpochMilli())
          .bind("objects", pack.objects())
          .bind("sizes", text(pack.sizes()))
          .add();
    }
    batch.execute();
  }

  private static String text(Map<String, Long> sizes) {
    return new TreeMap<>(sizes)
        .entrySet().stream()
            .map(size -> size.getKey() + "=" + size.getValue())
            .collect(Collectors.joining(" "));
  }

  /// Bytes of all files of a pack.
  static long total(String sizes) {
    return sizes(sizes).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> sizes(String text) {
    var sizes = new TreeMap<String, Long>();
    for (String size : text.split(" ", -1)) {
      int equals = size.indexOf('=');
      if (equals > 0) {
        sizes.put(size.substring(0, equals), Long.valueOf(size.substring(equals + 1)));
      }
    }
    return sizes;
  }
}
