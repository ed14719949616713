package dev.hubdesk.desk.cache.scan;

import java.util.List;

/// What stands in folders of plain files.
///
/// @param repos in the order of their roots, each repository once: the first root wins
/// @param warnings what could not be read, for people
public record LocalListing(List<LocalRepo> repos, List<String> warnings) {

  public LocalListing {
    repos = List.copyOf(repos);
    warnings = List.copyOf(warnings);
  }
}
