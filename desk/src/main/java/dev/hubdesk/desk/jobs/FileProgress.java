package dev.hubdesk.desk.jobs;

/// How far one file of a job is.
///
/// @param status `pending`, `active`, `finalizing` (its digest is being checked), `complete` or
///   `error` (it could not be had)
public record FileProgress(String path, long totalBytes, long downloaded, String status) {

  static final String PENDING = "pending";
  static final String ACTIVE = "active";
  static final String FINALIZING = "finalizing";
  static final String COMPLETE = "complete";
  static final String ERROR = "error";

  /// Files that a job tells at most; the rest is a number.
  public static final int MAX_TOLD = 100;
}
