package dev.hubdesk.desk.analyze;

import java.util.List;
import java.util.Map;

/// What an analyzer tells beyond the list of files.
///
/// @param type the word of the API: `gguf`, `dataset`, `generic`
/// @param details objects of this kind by the field of the answer they stand in
public record Findings(
    String type, String description, Map<String, Object> details, List<SelectableItem> items) {

  public Findings {
    details = Map.copyOf(details);
    items = List.copyOf(items);
  }

  /// Nothing to choose from: all or nothing.
  public static Findings plain(String type, String description) {
    return new Findings(type, description, Map.of(), List.of());
  }

  /// The filters of the recommended items, to be matched exactly.
  List<String> recommendedFilters() {
    return items.stream()
        .filter(SelectableItem::recommended)
        .flatMap(item -> item.replay().stream())
        .toList();
  }
}
