package dev.hubdesk.desk.analyze;

import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.plan.ExactFilters;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the items of an analysis. What an item tells as its files is what its filters choose, so
/// that a download of it brings these and no others.
public final class ItemMaker {

  /// The most items of an analysis.
  public static final int MAX_ITEMS = 200;

  /// The most files that an item names.
  public static final int MAX_FILES = 1_000;

  private final ExactFilters filters;
  private final Set<String> ids = new HashSet<>();

  public ItemMaker(ExactFilters filters) {
    this.filters = filters;
  }

  /// The items; parts that hold no file, and those over the limit, make none. What is recommended
  /// makes one wherever it stands: without it everything would be.
  public List<SelectableItem> items(List<Part> parts) {
    long left = MAX_ITEMS - parts.stream().filter(Part::recommended).count();
    var items = new ArrayList<SelectableItem>();
    for (Part part : parts) {
      if (!part.wanted().isEmpty() && (part.recommended() || left-- > 0)) {
        items.add(item(part));
      }
    }
    return items;
  }

  private SelectableItem item(Part part) {
    List<String> replay = filters.find(part.forms(), part.wanted());
    List<TreeEntry.File> chosen = filters.chosen(replay);
    long size = chosen.stream().mapToLong(TreeEntry.File::size).sum();
    Long ram = part.ram();
    return new SelectableItem(
        unique(part.id(), part.wanted().getFirst()),
        part.label(),
        part.description(),
        size,
        Sizes.human(size),
        part.quality(),
        part.quality() == null ? null : stars(part.quality()),
        part.recommended(),
        part.category(),
        replay.getFirst(),
        replay.size() > 1 ? replay : null,
        chosen.stream().limit(MAX_FILES).map(file -> file.path().text()).toList(),
        chosen.size() > MAX_FILES ? chosen.size() : null,
        ram,
        ram == null ? null : Sizes.human(ram),
        null);
  }

  private String unique(String id, TreeEntry.File first) {
    return ids.add(id) ? id : id + "@" + first.path().text();
  }

  /// Five stars, so many of them full.
  public static String stars(@Nullable Integer quality) {
    int full = quality == null ? 0 : Math.clamp(quality, 0, 5);
    return "★".repeat(full) + "☆".repeat(5 - full);
  }
}
