package dev.hubdesk.app.config;

import java.io.Serial;

/// A setting that cannot be used; the message is one plain sentence that names it.
public final class ConfigurationException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
