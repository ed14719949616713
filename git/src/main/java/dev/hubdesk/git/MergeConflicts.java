package dev.hubdesk.git;

/// What happens to a path that both sides of a merge changed, each in its own way.
public enum MergeConflicts {
  /// It is told, and nothing is merged.
  TELL,
  /// Ours stays.
  OURS,
  /// Theirs comes.
  THEIRS
}
