package dev.hubdesk.desk.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants downloaded.
///
/// @param repo `owner/name`
/// @param endpoint the only endpoint to ask; null for all, in order
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record DownloadRequest(
    String repo,
    String revision,
    boolean dataset,
    List<String> filters,
    List<String> excludes,
    boolean exactMatch,
    @Nullable String endpoint) {

  /// The most filters, and the most excludes, of a request.
  public static final int MAX_FILTERS = 1_000;

  /// The longest filter, in characters.
  public static final int MAX_FILTER_LENGTH = 4_096;

  public DownloadRequest {
    if (RepoId.parse(RepoType.MODEL, repo).isEmpty()) {
      throw new FailureException(
          new Failure.BadRequest("Invalid repo format: Expected owner/name"));
    }
    if (revision.isEmpty() || revision.length() > Revision.MAX_LENGTH) {
      throw new FailureException(new Failure.BadRequest("Invalid revision"));
    }
    filters = checked("filters", filters);
    excludes = checked("excludes", excludes);
  }

  private static List<String> checked(String field, @Nullable List<String> texts) {
    if (texts == null) {
      return List.of();
    }
    if (texts.size() > MAX_FILTERS) {
      throw new FailureException(
          new Failure.BadRequest("Invalid " + field + ": more than " + MAX_FILTERS));
    }
    if (texts.stream().anyMatch(text -> text.length() > MAX_FILTER_LENGTH)) {
      throw new FailureException(
          new Failure.BadRequest(
              "Invalid " + field + ": one is longer than " + MAX_FILTER_LENGTH + " characters"));
    }
    return List.copyOf(texts);
  }

  /// The repository's id.
  @JsonIgnore
  public RepoId id() {
    return RepoId.parse(dataset ? RepoType.DATASET : RepoType.MODEL, repo).orElseThrow();
  }

  /// Which files are wanted.
  @JsonIgnore
  public Selection selection() {
    return new Selection(filters, excludes, exactMatch);
  }

  /// Whether the other asks for the same, in whatever order its filters stand.
  public boolean isSame(DownloadRequest other) {
    return sorted().equals(other.sorted());
  }

  private DownloadRequest sorted() {
    return new DownloadRequest(
        RepoId.fold(repo),
        revision,
        dataset,
        filters.stream().sorted().toList(),
        excludes.stream().sorted().toList(),
        exactMatch,
        endpoint);
  }
}
