package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a repository before it becomes an item.
///
/// @param forms of filters that people would use, best first
/// @param wanted the files it is about; companions come by themselves
/// @param quality 1 to 5; null where nothing is to be said of it
/// @param ram in bytes; null where nothing is to be said of it
public record Part(
    String id,
    String label,
    @Nullable String description,
    String category,
    boolean recommended,
    List<String> forms,
    List<TreeEntry.File> wanted,
    @Nullable Integer quality,
    @Nullable Long ram) {

  public Part {
    forms = List.copyOf(forms);
    wanted = List.copyOf(wanted);
  }

  public Part(
      String id,
      String label,
      @Nullable String description,
      String category,
      boolean recommended,
      List<String> forms,
      List<TreeEntry.File> wanted) {
    this(id, label, description, category, recommended, forms, wanted, null, null);
  }
}
