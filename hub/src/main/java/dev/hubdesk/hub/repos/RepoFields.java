package dev.hubdesk.hub.repos;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which facts of a repository an answer holds. The names that `expand` may ask for are the stock
/// client's own lists; a fact that we do not keep is left out of the answer.
final class RepoFields {

  private static final List<String> MODEL =
      List.of(
          "author",
          "baseModels",
          "cardData",
          "childrenModelCount",
          "config",
          "createdAt",
          "disabled",
          "downloads",
          "downloadsAllTime",
          "evalResults",
          "gated",
          "gguf",
          "gitalyUid",
          "inference",
          "inferenceProviderMapping",
          "lastModified",
          "library_name",
          "likes",
          "mask_token",
          "model-index",
          "pipeline_tag",
          "private",
          "resourceGroup",
          "safetensors",
          "sha",
          "siblings",
          "spaces",
          "tags",
          "transformersInfo",
          "trendingScore",
          "usedStorage",
          "widgetData",
          "xetEnabled");

  private static final List<String> DATASET =
      List.of(
          "author",
          "cardData",
          "citation",
          "createdAt",
          "description",
          "disabled",
          "downloads",
          "downloadsAllTime",
          "gated",
          "lastModified",
          "likes",
          "mainSize",
          "paperswithcode_id",
          "private",
          "resourceGroup",
          "sha",
          "siblings",
          "tags",
          "trendingScore",
          "usedStorage");

  private static final List<String> SPACE =
      List.of(
          "author",
          "cardData",
          "createdAt",
          "datasets",
          "disabled",
          "lastModified",
          "likes",
          "models",
          "private",
          "region",
          "resourceGroup",
          "runtime",
          "sdk",
          "sha",
          "siblings",
          "subdomain",
          "tags",
          "trendingScore",
          "usedStorage");

  /// Asked for whatever the type: by clients from before Xet became mandatory, and by the
  /// JavaScript client. The list that an error tells does not name them.
  private static final Set<String> UNLISTED = Set.of("xetEnabled", "gitalyUid");

  /// What every answer tells, of whatever type.
  private static final List<String> OF_ALL =
      List.of(
          "author",
          "createdAt",
          "disabled",
          "downloads",
          "gated",
          "lastModified",
          "likes",
          "private",
          "tags",
          "trendingScore");

  private RepoFields() {}

  /// What a page about one repository tells when nothing is asked for.
  static Set<String> described(RepoType type) {
    Set<String> fields = listed(type);
    fields.addAll(List.of("sha", "cardData", "usedStorage"));
    fields.addAll(
        switch (type) {
          case MODEL ->
              List.of(
                  "config",
                  "transformersInfo",
                  "mask_token",
                  "widgetData",
                  "model-index",
                  "baseModels",
                  "safetensors",
                  "gguf",
                  "spaces");
          case DATASET -> List.of("description", "citation", "paperswithcode_id", "mainSize");
          case SPACE -> List.of("models", "datasets", "subdomain", "runtime");
        });
    fields.add("siblings");
    return fields;
  }

  /// What a list tells of each repository when nothing is asked for.
  static Set<String> listed(RepoType type) {
    var fields = new LinkedHashSet<String>(OF_ALL);
    switch (type) {
      case MODEL -> fields.addAll(List.of("modelId", "pipeline_tag", "library_name"));
      case DATASET -> fields.add("description");
      case SPACE -> fields.add("sdk");
    }
    return fields;
  }

  /// What the list of a namespace tells of each repository.
  static Set<String> owned(RepoType type) {
    Set<String> fields = listed(type);
    fields.add("sha");
    return fields;
  }

  /// What a list tells of each repository with `full`.
  static Set<String> full(RepoType type) {
    Set<String> fields = listed(type);
    fields.add("sha");
    switch (type) {
      case MODEL -> {
        // The files stand last.
      }
      case DATASET -> fields.addAll(List.of("citation", "cardData", "paperswithcode_id"));
      case SPACE ->
          fields.addAll(List.of("cardData", "models", "datasets", "subdomain", "runtime"));
    }
    fields.add("siblings");
    return fields;
  }

  /// Checks what a client asks for.
  ///
  /// @throws FailureException with [Failure.BadRequest] that lists what may be asked
  static Set<String> expanded(RepoType type, Collection<String> asked) {
    List<String> known =
        switch (type) {
          case MODEL -> MODEL;
          case DATASET -> DATASET;
          case SPACE -> SPACE;
        };
    for (String field : asked) {
      if (!known.contains(field) && !UNLISTED.contains(field)) {
        throw new FailureException(
            new Failure.BadRequest("\"expand\" must be one of [" + String.join(", ", known) + "]"));
      }
    }
    return new LinkedHashSet<>(asked);
  }
}
