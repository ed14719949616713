package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.RepoType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A repository as a search result tells of it.
///
/// @param id `namespace/name`; old repositories of huggingface.co have no namespace
/// @param gated whether access must be asked for
public record RepoSummary(
    RepoType type,
    String id,
    @Nullable String author,
    boolean isPrivate,
    boolean gated,
    long downloads,
    long likes,
    @Nullable Instant lastModified,
    @Nullable Instant createdAt,
    List<String> tags,
    @Nullable String pipelineTag,
    @Nullable String libraryName,
    double trendingScore) {

  public RepoSummary {
    tags = List.copyOf(tags);
  }

  static RepoSummary of(RepoType type, JsonNode json) {
    return new RepoSummary(
        type,
        Json.text(json, "id"),
        Json.optionalText(json, "author"),
        json.path("private").asBoolean(false),
        isGated(json),
        json.path("downloads").asLong(0),
        json.path("likes").asLong(0),
        Json.instant(json, "lastModified"),
        Json.instant(json, "createdAt"),
        Json.texts(json, "tags"),
        Json.optionalText(json, "pipeline_tag"),
        Json.optionalText(json, "library_name"),
        json.path("trendingScore").asDouble(0));
  }

  /// `false`, `"auto"` or `"manual"`.
  private static boolean isGated(JsonNode json) {
    JsonNode gated = json.path("gated");
    return gated.isTextual() || gated.asBoolean(false);
  }
}
