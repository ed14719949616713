package dev.hubdesk.app.log;

/// How a log line looks.
public enum LogFormat {
  TEXT,
  JSON
}
