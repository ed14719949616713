package dev.hubdesk.desk.selection;

import java.io.IOException;
import java.io.Serial;

/// Something stands otherwise than it may for a deletion to be safe; the message says what.
final class UnsafeException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  UnsafeException(String message) {
    super(message);
  }
}
