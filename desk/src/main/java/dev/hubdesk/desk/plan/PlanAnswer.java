package dev.hubdesk.desk.plan;

import java.util.List;

/// The answer to `POST /api/plan`.
///
/// @param commit what the revision stands for now
/// @param endpoint where the repository was found
public record PlanAnswer(
    String repo,
    String revision,
    String commit,
    String endpoint,
    List<PlannedEntry> files,
    long totalSize,
    int totalFiles) {

  /// One file.
  public record PlannedEntry(String path, long size, boolean lfs) {}

  /// Tells a plan.
  public static PlanAnswer of(Plan plan) {
    return new PlanAnswer(
        plan.located().repo().path(),
        plan.located().revision().text(),
        plan.located().commit().hex(),
        plan.located().endpoint().base().toString(),
        plan.files().stream()
            .map(file -> new PlannedEntry(file.path().text(), file.size(), file.lfs() != null))
            .toList(),
        plan.size(),
        plan.files().size());
  }
}
