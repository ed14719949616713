package dev.hubdesk.blobs;

import java.io.IOException;
import java.io.OutputStream;

/// A blob on its way into a store. Nothing is visible under the key until [#commit()] returns, and
/// then all of it is, durably. Closing without committing leaves no trace; closing after it does
/// nothing.
public abstract class BlobWriter extends OutputStream {

  /// Makes the bytes durable and the blob visible. If the key is already there the old bytes stay:
  /// keys are derived from content, so they are the same bytes.
  ///
  /// @throws IOException if durability cannot be promised; the blob is then not visible
  public abstract void commit() throws IOException;

  /// Drops what was written unless it was committed.
  @Override
  public abstract void close() throws IOException;
}
