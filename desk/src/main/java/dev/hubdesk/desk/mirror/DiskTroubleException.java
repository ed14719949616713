package dev.hubdesk.desk.mirror;

import java.io.IOException;
import java.io.Serial;

/// A disk has something against the whole job, not against one repository. The job waits until
/// somebody has seen to it; the message says to what.
final class DiskTroubleException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  DiskTroubleException(String message) {
    super(message);
  }
}
