package dev.hubdesk.git;

import dev.hubdesk.protocol.TreeEntry;
import java.util.List;

/// A page of a listing.
///
/// @param more whether entries follow; the next page starts after the last path of this one
public record TreePage(List<TreeEntry> entries, boolean more) {

  public TreePage {
    entries = List.copyOf(entries);
  }
}
