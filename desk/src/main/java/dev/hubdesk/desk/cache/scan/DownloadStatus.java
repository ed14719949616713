package dev.hubdesk.desk.cache.scan;

/// How much of a repository is here, as far as it is known.
public enum DownloadStatus {
  /// All files of the commit.
  COMPLETE("complete"),
  /// All files that somebody chose, and not all there are.
  FILTERED("filtered"),
  /// Nothing on disk says, or something that was wanted is missing.
  UNKNOWN("unknown");

  private final String text;

  DownloadStatus(String text) {
    this.text = text;
  }

  /// As the API says it.
  public String text() {
    return text;
  }
}
