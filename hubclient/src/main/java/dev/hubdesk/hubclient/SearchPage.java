package dev.hubdesk.hubclient;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of results.
///
/// @param next where the following page is, within the same origin
public record SearchPage(List<RepoSummary> repositories, @Nullable URI next) {

  public SearchPage {
    repositories = List.copyOf(repositories);
  }

  public Optional<URI> following() {
    return Optional.ofNullable(next);
  }
}
