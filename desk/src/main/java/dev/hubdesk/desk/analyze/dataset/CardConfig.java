package dev.hubdesk.desk.analyze.dataset;

import java.util.List;

/// A configuration as the card of a dataset tells it.
///
/// @param usual whether it is the one that is meant when nobody says which
/// @param folder that everything of it is in, with a slash at its end; empty for the root
/// @param rows what belongs to it; none when all data files of the folder do
record CardConfig(String name, boolean usual, String folder, List<Rows> rows) {

  /// The files of a split.
  ///
  /// @param patterns of paths, from the root of the repository
  record Rows(String split, List<Glob> patterns) {}
}
