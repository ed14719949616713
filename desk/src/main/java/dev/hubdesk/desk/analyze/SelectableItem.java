package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a repository that can be downloaded by itself.
///
/// @param id unique within the analysis
/// @param size bytes of all files
/// @param quality 1 to 5
/// @param category `quantization`, `vision_encoder`, `variant`, `component`, `split`, `config`,
///   `format` or `precision`
/// @param filterValue what goes into `filters`, with `exactMatch`, to get these files and no other
/// @param filters present only where no single filter can say it: all of them are needed
/// @param files what the filters choose, small companions included; the first [ItemMaker#MAX_FILES]
///   of them
/// @param fileCount present when there are more files than `files` tells
/// @param ram an estimate of the memory it needs to run, in bytes
/// @param upstreamRepo the repository that holds the files, when it is another one
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SelectableItem(
    String id,
    String label,
    @Nullable String description,
    long size,
    String sizeHuman,
    @Nullable Integer quality,
    @Nullable String qualityStars,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean recommended,
    String category,
    String filterValue,
    @Nullable List<String> filters,
    List<String> files,
    @Nullable Integer fileCount,
    @Nullable Long ram,
    @Nullable String ramHuman,
    @Nullable String upstreamRepo) {

  /// The filters that select exactly this item.
  public List<String> replay() {
    return filters == null ? List.of(filterValue) : filters;
  }
}
