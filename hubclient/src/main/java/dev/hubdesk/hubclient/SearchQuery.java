package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.RepoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to search for.
///
/// @param text words of the name; empty for all
/// @param sort `downloads`, `likes`, `lastModified`, `createdAt` or `trendingScore`; null for the
///   server's own order
/// @param filters tags that must all be there
/// @param author a user or an organisation
/// @param limit repositories on a page
public record SearchQuery(
    RepoType type,
    String text,
    @Nullable String sort,
    List<String> filters,
    @Nullable String author,
    int limit) {

  /// The largest page.
  public static final int MAX_LIMIT = 1000;

  public SearchQuery {
    filters = List.copyOf(filters);
    limit = Math.clamp(limit, 1, MAX_LIMIT);
  }

  String pathAndQuery() {
    var query = new StringBuilder("/api/" + type.plural() + "?limit=" + limit + "&full=true");
    if (!text.isBlank()) {
      query.append("&search=").append(UrlText.segment(text.strip()));
    }
    if (sort != null) {
      query.append("&sort=").append(UrlText.segment(sort));
    }
    if (author != null) {
      query.append("&author=").append(UrlText.segment(author));
    }
    for (String filter : filters) {
      query.append("&filter=").append(UrlText.segment(filter));
    }
    return query.toString();
  }
}
