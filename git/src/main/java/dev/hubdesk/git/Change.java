package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import org.eclipse.jgit.lib.ObjectId;

/// One step of a draft.
sealed interface Change {

  RepoPath path();

  /// A file is put.
  record Put(RepoPath path, ObjectId blob) implements Change {}

  /// A file or directory is deleted.
  record Delete(RepoPath path) implements Change {}
}
