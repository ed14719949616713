package dev.hubdesk.hub.facts;

import java.io.Serial;

/// The YAML of a card cannot be read; the message says why, for the card's author.
public final class CardYamlException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  CardYamlException(String message) {
    super(message, null, false, false);
  }
}
