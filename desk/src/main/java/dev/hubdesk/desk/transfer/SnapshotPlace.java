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

  /// Whether a file stands here as it should and there is nothing to do for it.
  boolean isDone(PlannedFile file, CancelSignal stop) throws IOException;

  /// Where the verified bytes of a file arrive; its folder holds what is in progress, too.
  Path bytes(PlannedFile file);

  /// Whether the bytes of a file seem to be here already, for the reckoning of space.
  boolean holdsBytes(PlannedFile file);

  /// Waits until no other program fetches the same bytes, where such programs make themselves
  /// known.
  default BlobLock lock(PlannedFile file, CancelSignal stop) throws InterruptedException {
    return () -> {};
  }

  /// Makes the bytes that arrived visible as the file.
  void show(PlannedFile file) throws IOException;

  /// Notes that all files of the plan are here.
  void finish() throws IOException;
}
