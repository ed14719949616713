package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.BlobLock;
import java.io.IOException;
import java.nio.file.Path;

/// Where the files of one commit come to stand: a snapshot in the cache, or a folder of real files.
/// Several files at once are brought there.
public interface SnapshotPlace {

  /// The folder whose disk holds all.
  Path root();

  /// Makes ready for files.
  ///
  /// @throws dev.hubdesk.protocol.FailureException when they cannot stand here
  void prepare(PlanFiles files) throws IOException;

  /// Whether a glance tells that a file stands here as it should and there is nothing to do for it.
  boolean isKnown(PlannedFile file) throws IOException;

  /// Whether a closer look tells so. Asked while nobody else brings the file: what others have
  /// brought meanwhile is there to be seen.
  default boolean isDone(PlannedFile file, CancelSignal stop) throws IOException {
    return isKnown(file);
  }

  /// Where a file is to stand in the end.
  Path entry(PlannedFile file);

  /// Where the verified bytes of a file arrive; its folder holds what is in progress, too.
  Path bytes(PlannedFile file);

  /// Whether the bytes of a file seem to be here already, for the reckoning of space.
  boolean holdsBytes(PlannedFile file);

  /// Waits until no other program brings the same file, where such programs make themselves known.
  BlobLock lock(PlannedFile file, CancelSignal stop) throws InterruptedException;

  /// Makes the bytes that arrived visible as the file.
  void show(PlannedFile file, CancelSignal stop) throws IOException;

  /// Notes that all files of the plan are here.
  void finish() throws IOException;
}
