package dev.hubdesk.desk.analyze;

import java.util.List;
import java.util.Map;

/// What an analyzer tells beyond the list of files.
///
/// @param description one line for people
/// @param details objects of this kind by the field of the answer they stand in
/// @param items parts to choose from; none where it is all or nothing
/// @param related what one needs beside it
public record Findings(
    String description,
    Map<String, Object> details,
    List<SelectableItem> items,
    List<RelatedDownload> related) {

  public Findings {
    details = Map.copyOf(details);
    items = List.copyOf(items);
    related = List.copyOf(related);
  }

  public Findings(String description, Map<String, Object> details, List<SelectableItem> items) {
    this(description, details, items, List.of());
  }

  /// The filters of the recommended items, to be matched exactly.
  List<String> recommendedFilters() {
    return items.stream()
        .filter(SelectableItem::recommended)
        .flatMap(item -> item.replay().stream())
        .distinct()
        .toList();
  }
}
