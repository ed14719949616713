package dev.hubdesk.desk.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.places.PlaceWish;
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
/// @param localDir a folder of its own for real files, where the settings allow one
/// @param localRepo `owner/name` under which real files stand; null for that of the repository
/// @param routeKey the kind of model, which may have a folder; datasets have none
/// @param adoptPartials whether to go on with what other programs began and left there
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record DownloadRequest(
    String repo,
    String revision,
    boolean dataset,
    List<String> filters,
    List<String> excludes,
    boolean exactMatch,
    @Nullable String endpoint,
    @Nullable String localDir,
    @Nullable String localRepo,
    @Nullable String routeKey,
    boolean adoptPartials) {

  /// The most filters, and the most excludes, of a request.
  public static final int MAX_FILTERS = 1_000;

  /// The longest filter, in characters.
  public static final int MAX_FILTER_LENGTH = 4_096;

  /// A request that leaves the place to the settings.
  public DownloadRequest(
      String repo,
      String revision,
      boolean dataset,
      List<String> filters,
      List<String> excludes,
      boolean exactMatch,
      @Nullable String endpoint) {
    this(repo, revision, dataset, filters, excludes, exactMatch, endpoint, null, null, null, false);
  }

  public DownloadRequest {
    if (RepoId.parse(RepoType.MODEL, repo).isEmpty()) {
      throw new FailureException(
          new Failure.BadRequest("Invalid repo format: Expected owner/name"));
    }
    if (revision.isEmpty() || revision.length() > Revision.MAX_LENGTH) {
      throw new FailureException(new Failure.BadRequest("Invalid revision"));
    }
    if (localRepo != null && RepoId.parse(RepoType.MODEL, localRepo).isEmpty()) {
      throw new FailureException(new Failure.BadRequest("Invalid localRepo: Expected owner/name"));
    }
    routeKey = dataset ? null : routeKey;
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

  /// Under whose name real files are to stand.
  @JsonIgnore
  public RepoId storedId() {
    return localRepo == null ? id() : RepoId.parse(id().type(), localRepo).orElseThrow();
  }

  /// What it says about where the files go.
  @JsonIgnore
  public PlaceWish place() {
    return new PlaceWish(dataset, localDir, routeKey);
  }

  /// Which files are wanted.
  @JsonIgnore
  public Selection selection() {
    return new Selection(filters, excludes, exactMatch);
  }

  /// Whether the other asks for the same files, wherever they go, in whatever order its filters
  /// stand.
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
