package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/analyze/{owner}/{repo}`.
///
/// @param commit what the revision stood for; the listing is of this commit
/// @param branch the revision that was asked for
/// @param endpoint where the repository was found
/// @param details objects of the repository's kind, by the name of their field
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Analysis(
    String repo,
    @JsonProperty("is_dataset") boolean dataset,
    String type,
    String typeDescription,
    List<FileInfo> files,
    long totalSize,
    String totalSizeHuman,
    int fileCount,
    String commit,
    String branch,
    String endpoint,
    List<RefInfo> refs,
    Instant analyzedAt,
    @JsonAnyGetter Map<String, Object> details,
    List<SelectableItem> selectableItems,
    List<String> recommendedFilters,
    @Nullable RecommendedDownload recommendedDownload) {}
