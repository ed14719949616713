package dev.hubdesk.desk.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RepoSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A repository that was found.
///
/// @param endpoint where
/// @param cached whether something of it is in the cache
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record SearchResult(
    String id,
    @Nullable String author,
    @JsonInclude(JsonInclude.Include.ALWAYS) long downloads,
    @JsonInclude(JsonInclude.Include.ALWAYS) long likes,
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

  static SearchResult of(RepoSummary repo, HubEndpoint endpoint, boolean cached) {
    return new SearchResult(
        repo.id(),
        repo.author(),
        repo.downloads(),
        repo.likes(),
        repo.isPrivate(),
        repo.gated(),
        repo.pipelineTag(),
        repo.libraryName(),
        repo.tags(),
        repo.lastModified(),
        repo.createdAt(),
        endpoint.base().toString(),
        cached,
        cached ? "HF cache" : null,
        cached ? "unknown" : null);
  }
}
