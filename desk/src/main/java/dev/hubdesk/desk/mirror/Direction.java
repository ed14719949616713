package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Which way a mirror job copies.
public enum Direction {
  /// From this machine to the target.
  PUSH,
  /// From the target to this machine.
  PULL;

  /// The word of the API and of the rows.
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
