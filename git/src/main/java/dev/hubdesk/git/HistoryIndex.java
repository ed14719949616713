package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Which commit changed a path last. It is a cache: all of it can be computed again from the
/// commits.
interface HistoryIndex {

  /// What a commit's history says; null while it is not indexed.
  @Nullable LastCommits at(ObjectId commit) throws IOException;

  /// The index of a commit, for [#extend]; null while it is not indexed.
  @Nullable ObjectId rootOf(ObjectId commit);

  /// Adds a commit with one parent, or none.
  ///
  /// @param parent the index of the parent; null when the commit has none
  /// @param delta what the commit changes
  /// @return the index of the commit, written to `pack`
  ObjectId extend(@Nullable ObjectId parent, TreeDelta delta, ObjectId commit, PackBuilder pack)
      throws IOException;

  /// The answers for one commit. Ask for paths in the order of a listing.
  interface LastCommits {

    /// The last commit that changed the entry `name` of the directory `parent`; null when the index
    /// does not know it.
    @Nullable ObjectId of(RepoPath parent, String name, boolean isDirectory) throws IOException;
  }
}
