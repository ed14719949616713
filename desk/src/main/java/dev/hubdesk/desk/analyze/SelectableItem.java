package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a repository that can be downloaded by itself.
///
/// @param id unique within the analysis
/// @param quality 1 to 5
/// @param category `quantization` or `vision_encoder`
/// @param filterValue what goes into `filters`, with `exactMatch`, to get these files and no other
/// @param filters present only where no single filter can say it: all of them are needed
/// @param ram an estimate of the memory it needs to run, in bytes
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
    @Nullable Long ram,
    @Nullable String ramHuman) {

  /// The filters that select exactly this item.
  public List<String> replay() {
    return filters == null ? List.of(filterValue) : filters;
  }
}
