package dev.hubdesk.catalog;

import dev.hubdesk.catalog.RepositoryQuery.Listed;
import dev.hubdesk.catalog.RepositoryQuery.Order;
import dev.hubdesk.catalog.RepositoryQuery.Position;
import dev.hubdesk.protocol.RepoId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// One page of a list as one statement. Each order has an index that ends in the row's id, so the
/// page is a walk along it; what else is asked for is looked up for each row on the way.
final class RepositoryList {

  private final RepositoryQuery query;
  private final Map<String, Object> values = new HashMap<>();

  RepositoryList(RepositoryQuery query) {
    this.query = query;
  }

  List<Listed> page(Handle handle, int limit) {
    String sql =
        "SELECT "
            + RepositoryRows.COLUMNS
            + ", r."
            + query.order().column()
            + " AS place FROM repository r WHERE r.type = :type AND "
            + Access.READABLE
            + author()
            + gated()
            + search()
            + tags()
            + parameters()
            + continuation()
            + order()
            + " LIMIT :limit";
    values.put("type", query.type().name());
    values.put("viewer", Access.viewer(query.viewer()));
    values.put("limit", limit);
    Query prepared = handle.createQuery(sql).bindMap(values);
    return prepared
        .map((row, _) ->
            new Listed(
                RepositoryRows.repository(row),
                new Position(row.getString("place"), row.getLong("id"))))
        .list();
  }

  private String author() {
    @Nullable String author = query.author();
    if (author == null) {
      return "";
    }
    values.put("author", RepoId.fold(author));
    return "AND r.owner = (SELECT id FROM account WHERE folded = :author) ";
  }

  private String gated() {
    @Nullable Boolean gated = query.gated();
    if (gated == null) {
      return "";
    }
    return gated ? "AND r.gated IS NOT NULL " : "AND r.gated IS NULL ";
  }

  private String search() {
    var sql = new StringBuilder();
    for (String text : query.search()) {
      String name = "search" + values.size();
      values.put(name, containing(text));
      sql.append("AND r.folded LIKE :").append(name).append(" ESCAPE '!' ");
    }
    return sql.toString();
  }

  private String tags() {
    var sql = new StringBuilder();
    query.tags().forEach(tag -> sql.append(tagged(List.of(tag))));
    return query.anyTag().isEmpty()
        ? sql.toString()
        : sql.append(tagged(query.anyTag())).toString();
  }

  private String tagged(List<String> oneOf) {
    var names = new StringJoiner(", ");
    for (String tag : oneOf) {
      String name = "tag" + values.size();
      values.put(name, RepoId.fold(tag));
      names.add(":" + name);
    }
    return "AND EXISTS (SELECT 1 FROM repository_tag t WHERE t.repository = r.id AND t.tag IN ("
        + names
        + ")) ";
  }

  /// A model whose parameters are not known has zero of them and is in no range.
  private String parameters() {
    @Nullable Long least = query.parameters().least();
    @Nullable Long most = query.parameters().most();
    if (least == null && most == null) {
      return "";
    }
    values.put("least", Math.max(1, least == null ? 1 : least));
    values.put("most", most == null ? Long.MAX_VALUE : most);
    return "AND r.parameters BETWEEN :least AND :most ";
  }

  private String continuation() {
    @Nullable Position after = query.after();
    if (after == null) {
      return "";
    }
    values.put("key", after.key());
    String than = query.ascending() ? " > " : " < ";
    if (query.order() == Order.NEWEST) {
      return "AND r.id" + than + ":key ";
    }
    values.put("place", query.order() == Order.NAME ? after.value() : after.number());
    return "AND (r." + query.order().column() + ", r.id)" + than + "(:place, :key) ";
  }

  private String order() {
    String direction = query.ascending() ? " ASC" : " DESC";
    String byId = "r.id" + direction;
    return "ORDER BY "
        + (query.order() == Order.NEWEST
            ? byId
            : "r." + query.order().column() + direction + ", " + byId);
  }

  private static String containing(String text) {
    String escaped = RepoId.fold(text).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped + "%";
  }
}
