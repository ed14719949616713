package dev.hubdesk.desk.mirror;

import java.io.Serial;

/// Somebody has stopped the job. Finished files stay, the one in hand is given up.
final class CopyStoppedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  CopyStoppedException() {
    super("stopped", null, false, false);
  }
}
