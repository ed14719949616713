package dev.hubdesk.hub.facts;

import dev.hubdesk.catalog.FactsRow;
import dev.hubdesk.catalog.RepositoryFacts;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `GET /api/models-tags-by-type` and `/api/datasets-tags-by-type`: the tags of all public
/// repositories, the most frequent first within each kind.
public final class TagsEndpoint {

  /// The most tags that are told.
  static final int MAX = 10_000;

  private final RepositoryFacts rows;

  public TagsEndpoint(RepositoryFacts rows) {
    this.rows = rows;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : List.of(RepoType.MODEL, RepoType.DATASET)) {
      routes.get("/api/" + type.plural() + "-tags-by-type", context -> context.json(byKind(type)));
    }
  }

  private Map<String, List<Tag>> byKind(RepoType type) {
    var kinds = new TreeMap<String, List<Tag>>();
    for (FactsRow.TagCount count : rows.tagCounts(type, MAX)) {
      kinds
          .computeIfAbsent(count.kind(), _ -> new ArrayList<>())
          .add(new Tag(count.tag(), label(count), count.kind()));
    }
    return kinds;
  }

  /// Without the prefix that repeats the kind.
  private static String label(FactsRow.TagCount count) {
    String prefix = count.kind() + ":";
    return count.tag().startsWith(prefix) ? count.tag().substring(prefix.length()) : count.tag();
  }

  private record Tag(String id, String label, String type) {}
}
