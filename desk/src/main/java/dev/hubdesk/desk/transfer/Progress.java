package dev.hubdesk.desk.transfer;

import dev.hubdesk.protocol.RepoPath;
import java.time.Duration;

/// Hears how a transfer goes. Called from several threads at once and often, inside the transfer:
/// must be quick and must not throw.
///
/// For each file `started` comes first and adds `already` bytes to its count, `received` adds to
/// it, `restarted` sets it to zero, `finished` ends it.
public interface Progress {

  /// Nobody listens.
  Progress NONE = new Progress() {};

  /// The file is being worked on.
  ///
  /// @param size of the whole file
  /// @param already bytes that an earlier run left, and that count
  default void started(RepoPath path, long size, long already) {}

  /// More bytes are on disk.
  default void received(RepoPath path, long bytes) {}

  /// What had arrived is worthless (another content, a wrong digest): the count is zero again.
  default void restarted(RepoPath path) {}

  /// An attempt failed and will be repeated.
  default void retrying(RepoPath path, String reason, Duration wait) {}

  /// All bytes are here, the digest is not ready yet.
  default void verifying(RepoPath path) {}

  /// The file cannot be had; others go on.
  default void lost(RepoPath path) {}

  /// The file is in its place.
  default void finished(RepoPath path, Outcome outcome) {}
}
