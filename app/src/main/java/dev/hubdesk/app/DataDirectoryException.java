package dev.hubdesk.app;

import java.io.IOException;
import java.io.Serial;

/// The data directory cannot be used; the message is one plain sentence.
public final class DataDirectoryException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  DataDirectoryException(String message) {
    super(message);
  }
}
