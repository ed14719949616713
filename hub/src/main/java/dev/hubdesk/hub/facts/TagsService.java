package dev.hubdesk.hub.facts;

import dev.hubdesk.catalog.FactsRow.TagCount;
import dev.hubdesk.catalog.RepositoryFacts;
import dev.hubdesk.protocol.RepoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tells the tags of all public repositories.
public final class TagsService {

  /// The most tags that are told.
  static final int MAX = 10_000;

  private final RepositoryFacts rows;

  public TagsService(RepositoryFacts rows) {
    this.rows = rows;
  }

  /// A tag, as clients know it.
  ///
  /// @param label without the prefix that repeats the kind
  /// @param type the kind
  record Tag(String id, String label, String type) {

    static Tag of(TagCount count) {
      String prefix = count.kind() + ":";
      String tag = count.tag();
      String label = tag.startsWith(prefix) ? tag.substring(prefix.length()) : tag;
      return new Tag(tag, label, count.kind());
    }
  }

  /// The tags by kind, the most frequent first within each.
  Map<String, List<Tag>> byKind(RepoType type) {
    var kinds = new TreeMap<String, List<Tag>>();
    for (TagCount count : rows.tagCounts(type, MAX)) {
      kinds.computeIfAbsent(count.kind(), _ -> new ArrayList<>()).add(Tag.of(count));
    }
    return kinds;
  }
}
