package dev.hubdesk.desk.history;

import dev.hubdesk.catalog.desk.DownloadRow;
import dev.hubdesk.catalog.desk.Downloads;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.List;

/// What is remembered of downloads that were completed or failed, until somebody forgets it or
/// newer ones take its place.
public final class HistoryService {

  /// Entries of a page when nobody says how many.
  public static final int DEFAULT_LIMIT = 100;

  /// The most entries of a page.
  public static final int MAX_LIMIT = 1_000;

  /// The longest text to search for, in characters.
  public static final int MAX_SEARCH = 512;

  private final Downloads downloads;

  public HistoryService(Downloads downloads) {
    this.downloads = downloads;
  }

  /// A part of the history.
  ///
  /// @param total of all that were meant
  record Page(List<DownloadRow> rows, long total) {}

  /// The newest first.
  ///
  /// @param search what the names of repositories hold, whatever its case; empty for all
  /// @throws FailureException with BadRequest when a number is out of its range
  Page page(String search, int offset, int limit) {
    if (offset < 0) {
      throw bad("Invalid offset: it is 0 or more");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw bad("Invalid limit: it is 1 to " + MAX_LIMIT);
    }
    String text = checked(search);
    return new Page(downloads.newest(text, offset, limit), downloads.count(text));
  }

  /// Forgets one job.
  ///
  /// @throws FailureException with NotFound
  void forget(String job) {
    if (downloads.remove(job) == 0) {
      throw new FailureException(new Failure.NotFound("History entry not found: " + job));
    }
  }

  /// Forgets all whose repository's name holds the text; returns how many entries that were.
  int clear(String search) {
    return downloads.clear(checked(search));
  }

  private static String checked(String search) {
    if (search.length() > MAX_SEARCH) {
      throw bad("Invalid search: longer than " + MAX_SEARCH + " characters");
    }
    return search;
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}
