package dev.hubdesk.blobs;

import java.io.IOException;
import java.io.Serial;

/// The store has no room for what is being written. Nothing of it is kept.
public final class StoreFullException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  public StoreFullException(Throwable cause) {
    super("no space left in the blob store", cause);
  }
}
