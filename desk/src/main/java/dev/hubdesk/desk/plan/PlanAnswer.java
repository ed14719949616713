package dev.hubdesk.desk.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.places.Destination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `POST /api/plan`.
///
/// @param commit what the revision stands for now
/// @param endpoint where the repository was found
/// @param outputDir the folder that a download would write to now
/// @param hubDir the same, when it is a Hugging Face cache
/// @param flat whether it would write real files
/// @param presentBytes of files whose bytes seem to be there already
/// @param freeBytes that this user may still write on the disk of that folder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanAnswer(
    String repo,
    String revision,
    String commit,
    String endpoint,
    List<PlannedEntry> files,
    long totalSize,
    int totalFiles,
    String outputDir,
    @Nullable String hubDir,
    boolean flat,
    long presentBytes,
    long freeBytes) {

  /// One file.
  ///
  /// @param present whether its bytes seem to be there already; absent when they are not
  public record PlannedEntry(
      String path,
      long size,
      boolean lfs,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean present) {}

  static PlanAnswer of(
      Plan plan,
      List<PlannedEntry> entries,
      Destination destination,
      long presentBytes,
      long freeBytes) {
    boolean flat = destination instanceof Destination.FlatFolder;
    String root = destination.root().toString();
    return new PlanAnswer(
        plan.located().repo().path(),
        plan.located().revision().text(),
        plan.located().commit().hex(),
        plan.located().endpoint().base().toString(),
        entries,
        plan.size(),
        entries.size(),
        root,
        flat ? null : root,
        flat,
        presentBytes,
        freeBytes);
  }
}
