package dev.hubdesk.hub.facts;

import dev.hubdesk.catalog.FactsRow;
import dev.hubdesk.protocol.RepoId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tags of one repository in the order in which they are told, each once.
final class Tags {

  /// The most tags of one repository.
  static final int MAX = 500;

  /// The longest tag, in characters.
  static final int MAX_LENGTH = 200;

  private final Map<String, String> shown = new LinkedHashMap<>();
  private final Map<String, String> hidden = new LinkedHashMap<>();

  /// Adds a tag.
  ///
  /// @param kind what it says: `library`, `license`, `language` …
  void add(String kind, String tag) {
    put(shown, kind, tag);
  }

  void addAll(String kind, String prefix, Collection<String> values) {
    values.forEach(value -> add(kind, prefix + value));
  }

  /// Adds what a list can be filtered by and no answer shows.
  void addHidden(String kind, String prefix, Collection<String> values) {
    values.forEach(value -> put(hidden, kind, prefix + value));
  }

  private void put(Map<String, String> to, String kind, String tag) {
    if (tag.length() <= MAX_LENGTH && shown.size() + hidden.size() < MAX) {
      to.putIfAbsent(tag, kind);
    }
  }

  List<String> shown() {
    return List.copyOf(shown.keySet());
  }

  /// As lists look for them.
  List<FactsRow.Tag> rows() {
    var rows = new ArrayList<FactsRow.Tag>();
    shown.forEach((tag, kind) -> rows.add(new FactsRow.Tag(kind, RepoId.fold(tag))));
    hidden.forEach((tag, kind) -> rows.add(new FactsRow.Tag(kind, RepoId.fold(tag))));
    return rows;
  }
}
