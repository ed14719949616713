package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.DiskTrouble;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// This machine's disk failed, not the network: no other attempt will help. Becomes an IOException
/// or [Failure.StorageFull] at the door of the engine.
final class DiskException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final IOException failure;

  DiskException(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  /// The failure in the caller's words.
  ///
  /// @param folder that was written to
  IOException translated(Path folder) {
    if (DiskTrouble.isFull(failure)) {
      throw new FailureException(new Failure.StorageFull("No space left in " + folder));
    }
    return failure;
  }

  /// Runs something that touches only the disk.
  static <T> T onDisk(DiskCall<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  /// As [#onDisk], without a result.
  static void doOnDisk(DiskAction action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  interface DiskCall<T> {
    T run() throws IOException;
  }

  interface DiskAction {
    void run() throws IOException;
  }
}
