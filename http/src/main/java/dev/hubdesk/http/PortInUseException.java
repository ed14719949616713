package dev.hubdesk.http;

import java.io.IOException;
import java.io.Serial;

/// Somebody else listens there already.
public final class PortInUseException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient ListenAddress address;

  PortInUseException(ListenAddress address, Throwable cause) {
    super(address + " is in use by another program", cause);
    this.address = address;
  }

  /// The address that was asked for.
  public ListenAddress address() {
    return address;
  }
}
