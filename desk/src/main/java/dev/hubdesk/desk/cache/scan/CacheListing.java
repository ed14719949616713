package dev.hubdesk.desk.cache.scan;

import java.util.List;

/// What stands in a cache root.
///
/// @param repos sorted by type and id
/// @param warnings what could not be read or looks broken, for people
public record CacheListing(List<ScannedRepo> repos, List<String> warnings) {

  public CacheListing {
    repos = List.copyOf(repos);
    warnings = List.copyOf(warnings);
  }
}
