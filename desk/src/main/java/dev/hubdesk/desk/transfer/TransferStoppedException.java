package dev.hubdesk.desk.transfer;

import java.io.Serial;

/// The transfer's [CancelSignal] was switched on. What has arrived is kept.
public final class TransferStoppedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public TransferStoppedException() {
    super("stopped", null, false, false);
  }
}
