package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.RepoType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

  /// What a result tells, where the endpoint lets itself be asked for it: `full=true` would bring
  /// the list of files of every repository as well.
  private static final List<String> TOLD =
      List.of(
          "author",
          "createdAt",
          "downloads",
          "gated",
          "lastModified",
          "likes",
          "private",
          "tags",
          "trendingScore");

  private static final List<String> TOLD_OF_MODELS = List.of("library_name", "pipeline_tag");
  private static final Set<String> UNKNOWN_OF_SPACES = Set.of("downloads", "gated");

  /// @param chosen whether to ask for the fields that are needed; else the endpoint tells what it
  ///   tells by itself
  String query(boolean chosen) {
    var query = new StringBuilder("limit=" + limit);
    if (chosen) {
      told().forEach(field -> query.append("&expand=").append(field));
    }
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

  private Stream<String> told() {
    return switch (type) {
      case MODEL -> Stream.concat(TOLD.stream(), TOLD_OF_MODELS.stream());
      case DATASET -> TOLD.stream();
      case SPACE -> TOLD.stream().filter(field -> !UNKNOWN_OF_SPACES.contains(field));
    };
  }
}
