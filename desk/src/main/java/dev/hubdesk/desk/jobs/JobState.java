package dev.hubdesk.desk.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a job stands.
///
/// ```
/// queued → running → completed | failed
/// queued, running → paused → queued
/// queued, running, paused → cancelled
/// failed, cancelled → queued (retry)
/// running → queued (fewer jobs may run)
/// ```
public enum JobState {
  QUEUED,
  RUNNING,
  PAUSED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /// The word of the API and of the rows.
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state with that word.
  public static JobState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /// Whether it runs or will run by itself.
  public boolean isActive() {
    return this == QUEUED || this == RUNNING;
  }

  /// Whether it ended, well or badly.
  public boolean isOver() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
