package dev.hubdesk.desk.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.plan.ExactFilters;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What an analysis goes by.
///
/// @param info what the endpoint says about the repository, unverified
/// @param files all of them, in the endpoint's order
/// @param metadata the configuration files that this kind of repository has
/// @param filters finds what chooses a part of the files
/// @param ram bytes of memory that the model may take; null when the question did not say
public record Subject(
    RepoId repo,
    JsonNode info,
    List<TreeEntry.File> files,
    Metadata metadata,
    Source source,
    ExactFilters filters,
    @Nullable Long ram) {

  public Subject {
    files = List.copyOf(files);
  }

  /// The same with the metadata that was read.
  public Subject with(Metadata other) {
    return new Subject(repo, info, files, other, source, filters, ram);
  }

  /// The same for a machine with so much memory.
  public Subject within(long bytes) {
    return new Subject(repo, info, files, metadata, source, filters, bytes);
  }

  /// The file of that path.
  public Optional<TreeEntry.File> file(String path) {
    return files.stream().filter(file -> file.path().text().equals(path)).findFirst();
  }

  /// Whether the endpoint puts this tag on the repository.
  public boolean hasTag(String tag) {
    return StreamSupport.stream(info.path("tags").spliterator(), false)
        .anyMatch(told -> tag.equals(told.textValue()));
  }

  /// A text that the endpoint tells, such as `pipeline_tag`; empty when it does not.
  public String told(String field) {
    return info.path(field).asText("");
  }

  /// Whether a file stands at the root.
  public static boolean isAtRoot(RepoPath path) {
    return path.text().indexOf('/') < 0;
  }
}
