package dev.hubdesk.hubclient;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of results.
///
/// @param next the query of the following page, percent-encoded; null on the last page. Only the
///   query is taken from the endpoint: a mirror may name the server behind it
public record SearchPage(List<RepoSummary> repositories, @Nullable String next) {

  /// The longest query that is taken for one, in characters.
  public static final int MAX_NEXT = 8_192;

  public SearchPage {
    repositories = List.copyOf(repositories);
  }

  public Optional<String> following() {
    return Optional.ofNullable(next);
  }
}
