package dev.hubdesk.hubclient;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/// A connection stayed silent for too long and was given up. Worth another attempt.
public final class StalledException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  public StalledException(Duration silence) {
    super("no byte for " + silence.toSeconds() + " s");
  }
}
