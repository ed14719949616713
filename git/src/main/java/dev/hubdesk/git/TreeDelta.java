package dev.hubdesk.git;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// How one directory differs between a commit and its parent, with all that differs below.
///
/// @param before the tree in the parent; null when there was no such directory
/// @param after the tree in the commit; null when nothing is left of it
record TreeDelta(
    @Nullable ObjectId before, @Nullable ObjectId after, List<Difference> differences) {

  TreeDelta {
    differences = List.copyOf(differences);
  }

  /// One name whose item differs.
  ///
  /// @param before null when the name is new
  /// @param after null when the name is gone
  /// @param below what differs inside when `after` is a directory; null when the directory was
  ///   taken whole from elsewhere
  record Difference(
      String name,
      @Nullable TreeItem before,
      @Nullable TreeItem after,
      @Nullable TreeDelta below) {}
}
