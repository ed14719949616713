package dev.hubdesk.git;

/// Which objects of a repository a pack holds.
public enum ObjectArea {
  /// What git clients see: commits, trees, blobs.
  CONTENT,
  /// History trees: an index of our own that no clone may carry and no garbage collection of the
  /// content may touch.
  HISTORY
}
