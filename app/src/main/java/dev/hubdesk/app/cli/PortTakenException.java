package dev.hubdesk.app.cli;

import dev.hubdesk.app.config.Setting;
import dev.hubdesk.http.PortInUseException;
import java.io.IOException;
import java.io.Serial;

/// A port is taken, with the flag that chooses another.
final class PortTakenException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  PortTakenException(PortInUseException taken, Setting setting) {
    super(
        taken.getMessage()
            + "; choose another address with "
            + setting.flag().orElse(setting.key())
            + " (port 0 takes a free one)",
        taken);
  }
}
