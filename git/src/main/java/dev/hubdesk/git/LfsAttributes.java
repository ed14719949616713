package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;

/// Answers from `.gitattributes`.
public interface LfsAttributes {

  /// What the attributes say about the LFS filter on a path.
  Answer filter(RepoPath path);

  /// An answer.
  enum Answer {
    /// `filter=lfs`.
    LFS,
    /// Another filter, or explicitly none (`-filter`, `!filter`).
    NOT_LFS,
    /// Nothing is said.
    SILENT
  }
}
