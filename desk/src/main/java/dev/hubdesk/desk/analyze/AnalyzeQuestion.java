package dev.hubdesk.desk.analyze;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import org.jspecify.annotations.Nullable;

/// What is to be analyzed.
///
/// @param name `owner/name`
/// @param dataset true for a dataset, false for a model (or, where there is none, a dataset), null
///   when the asker does not know
/// @param endpoint the only endpoint to ask; null for all
/// @param ram bytes of memory that a model may take; null when the asker does not say
public record AnalyzeQuestion(
    String name,
    Revision revision,
    @Nullable Boolean dataset,
    @Nullable String endpoint,
    @Nullable Long ram) {

  public AnalyzeQuestion {
    if (RepoId.parse(RepoType.MODEL, name).isEmpty()) {
      throw new FailureException(
          new Failure.BadRequest("Invalid repo format: Expected owner/name"));
    }
  }

  RepoId repo(RepoType type) {
    return RepoId.parse(type, name).orElseThrow();
  }

  boolean forcesDataset() {
    return Boolean.TRUE.equals(dataset);
  }

  boolean forcesModel() {
    return Boolean.FALSE.equals(dataset);
  }
}
