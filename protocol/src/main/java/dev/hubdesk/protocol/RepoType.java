package dev.hubdesk.protocol;

import java.util.Optional;

/// The three kinds of repository. They differ in where they stand in a URL; history, files and refs
/// are the same for all.
public enum RepoType {
  MODEL("model", "models", ""),
  DATASET("dataset", "datasets", "datasets/"),
  SPACE("space", "spaces", "spaces/");

  private final String singular;
  private final String plural;
  private final String urlPrefix;

  RepoType(String singular, String plural, String urlPrefix) {
    this.singular = singular;
    this.plural = plural;
    this.urlPrefix = urlPrefix;
  }

  /// `model`, as JSON bodies name it.
  public String singular() {
    return singular;
  }

  /// `models`, as API paths and cache folders name it.
  public String plural() {
    return plural;
  }

  /// What precedes `namespace/name` in page, resolve, git and LFS URLs: empty for models, else
  /// `datasets/` or `spaces/`.
  public String urlPrefix() {
    return urlPrefix;
  }

  /// Finds a type by its singular name.
  public static Optional<RepoType> bySingular(String text) {
    for (RepoType type : values()) {
      if (type.singular.equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// Finds a type by its plural name.
  public static Optional<RepoType> byPlural(String text) {
    for (RepoType type : values()) {
      if (type.plural.equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
