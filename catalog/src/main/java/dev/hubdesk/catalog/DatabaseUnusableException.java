package dev.hubdesk.catalog;

import java.io.Serial;

/// A database that cannot be opened. The message is a sentence for the operator.
public final class DatabaseUnusableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DatabaseUnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
