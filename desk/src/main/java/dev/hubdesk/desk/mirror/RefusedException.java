package dev.hubdesk.desk.mirror;

import java.io.IOException;
import java.io.Serial;

/// A repository, or a part of one, that is not copied as it stands; the message says why.
final class RefusedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
