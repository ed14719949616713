package dev.hubdesk.desk.search;

import dev.hubdesk.hubclient.SearchQuery;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is searched for.
///
/// @param text words of the name; empty for the top of the list
/// @param filters tags that must all be there
/// @param cursor where an earlier answer ended; null for the beginning
/// @param endpoint the only endpoint to ask; null for all
record SearchRequest(
    String text,
    RepoType type,
    String sort,
    int limit,
    List<String> filters,
    @Nullable Cursor cursor,
    @Nullable String endpoint) {

  /// The most results of one endpoint.
  public static final int MAX_LIMIT = 100;

  /// Results when nobody says how many, or says nonsense.
  public static final int DEFAULT_LIMIT = 20;

  /// The order when nobody says.
  public static final String DEFAULT_SORT = "downloads";

  /// The longest text, in characters.
  public static final int MAX_TEXT = 512;

  public SearchRequest {
    if (text.length() > MAX_TEXT || sort.length() > MAX_TEXT) {
      throw new FailureException(
          new Failure.BadRequest("Invalid search: longer than " + MAX_TEXT + " characters"));
    }
    limit = limit < 1 ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
    filters = List.copyOf(filters);
  }

  SearchQuery upstream() {
    return new SearchQuery(type, text, sort, filters, null, limit);
  }
}
