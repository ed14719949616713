package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// One step of a draft.
sealed interface Change {

  RepoPath path();

  /// A file is put.
  record Put(RepoPath path, ObjectId blob) implements Change {}

  /// An item that exists already is put, as it is; a directory with all that is below it. It takes
  /// the place of whatever stands there.
  ///
  /// @param path the root to replace everything
  /// @param item null for a directory without files: git knows no such thing, so nothing stands
  ///   there then
  record Copy(RepoPath path, @Nullable TreeItem item) implements Change {}

  /// A file or directory is deleted.
  record Delete(RepoPath path) implements Change {}
}
