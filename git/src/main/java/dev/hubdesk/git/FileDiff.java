package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import org.jspecify.annotations.Nullable;

/// One file that differs between two states.
///
/// @param path in the newer state; of a removed file, in the older one
/// @param before null when the file is new
/// @param after null when the file was removed
public record FileDiff(
    Kind kind, String path, String previousPath, @Nullable Side before, @Nullable Side after) {

  /// What happened to it.
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /// Moved, and perhaps changed on the way.
    RENAMED
  }

  /// The file in one of the states.
  ///
  /// @param size in bytes; of an LFS file, that of its object
  /// @param lfs the pointer when it is an LFS file
  public record Side(Oid blob, long size, @Nullable LfsPointer lfs) {}
}
