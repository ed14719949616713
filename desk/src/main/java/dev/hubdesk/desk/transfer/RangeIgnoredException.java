package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.Serial;

/// The server answers a range with the whole file: it must be read in one go.
final class RangeIgnoredException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  RangeIgnoredException() {
    super("the server does not serve ranges");
  }
}
