package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/analyze/{owner}/{repo}`.
///
/// @param files the first [#MAX_FILES]
/// @param filesTruncated whether there are more; size and count are those of all
/// @param listingTruncated whether the repository has more files than are looked at
///   ([AnalyzeService#MAX_LISTED]): size and count are too small then
/// @param commit what the revision stood for; the listing is of this commit
/// @param branch the revision that was asked for
/// @param endpoint where the repository was found
/// @param metadata configuration files by path
/// @param details objects of the repository's kind, by the name of their field
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Analysis(
    String repo,
    @JsonProperty("is_dataset") boolean dataset,
    String type,
    String typeDescription,
    List<FileInfo> files,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean filesTruncated,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean listingTruncated,
    long totalSize,
    String totalSizeHuman,
    int fileCount,
    String commit,
    String branch,
    String endpoint,
    List<RefInfo> refs,
    Instant analyzedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, JsonNode> metadata,
    @JsonAnyGetter Map<String, Object> details,
    List<SelectableItem> selectableItems,
    List<String> recommendedFilters,
    @Nullable RecommendedDownload recommendedDownload,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RelatedDownload> relatedDownloads) {

  /// The most files that an answer names.
  public static final int MAX_FILES = 20_000;

  /// What is known before the answer is put together.
  record Draft(
      Located located,
      AnalyzeQuestion question,
      Kind kind,
      Subject subject,
      Findings findings,
      boolean listingTruncated) {

    Analysis at(Instant now, List<RefInfo> refs) {
      List<TreeEntry.File> files = subject.files();
      long size = files.stream().mapToLong(TreeEntry.File::size).sum();
      return new Analysis(
          located.repo().path(),
          isDataset(),
          kind.word(),
          findings.description(),
          files.stream().limit(MAX_FILES).map(FileInfo::of).toList(),
          files.size() > MAX_FILES,
          listingTruncated,
          size,
          Sizes.human(size),
          files.size(),
          located.commit().hex(),
          located.revision().text(),
          located.endpoint().base().toString(),
          refs,
          now,
          subject.metadata().told(),
          findings.details(),
          findings.items(),
          findings.recommendedFilters(),
          recommended(),
          findings.related());
    }

    private boolean isDataset() {
      return located.repo().type() == RepoType.DATASET;
    }

    private RecommendedDownload recommended() {
      List<String> filters = findings.recommendedFilters();
      return new RecommendedDownload(
          located.repo().path(),
          isDataset(),
          located.revision().equals(Revision.MAIN) ? null : located.revision().text(),
          question.endpoint(),
          filters.isEmpty() ? null : filters,
          !filters.isEmpty());
    }
  }
}
