package dev.hubdesk.desk.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.desk.library.LibraryService.Badge;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RepoSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A repository that was found.
///
/// @param endpoint where
/// @param trendingScore absent where the endpoint tells none
/// @param cached whether something of it is on this machine
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record SearchResult(
    String id,
    @Nullable String author,
    @JsonInclude(JsonInclude.Include.ALWAYS) long downloads,
    @JsonInclude(JsonInclude.Include.ALWAYS) long likes,
    double trendingScore,
    @JsonProperty("private") boolean hidden,
    boolean gated,
    @Nullable String pipelineTag,
    @Nullable String libraryName,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
    @Nullable Instant lastModified,
    @Nullable Instant createdAt,
    String endpoint,
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean cached,
    @Nullable String cacheSource,
    @Nullable String cacheStatus) {

  static SearchResult of(RepoSummary repo, HubEndpoint endpoint, @Nullable Badge badge) {
    return new SearchResult(
        repo.id(),
        repo.author(),
        repo.downloads(),
        repo.likes(),
        repo.trendingScore(),
        repo.isPrivate(),
        repo.gated(),
        repo.pipelineTag(),
        repo.libraryName(),
        repo.tags(),
        repo.lastModified(),
        repo.createdAt(),
        endpoint.base().toString(),
        badge != null,
        badge == null ? null : badge.source(),
        badge == null ? null : badge.status());
  }
}
