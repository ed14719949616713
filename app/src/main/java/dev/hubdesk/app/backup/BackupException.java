package dev.hubdesk.app.backup;

import java.io.Serial;

/// A backup cannot be made or restored; the message says why, for a person.
public final class BackupException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }
}
