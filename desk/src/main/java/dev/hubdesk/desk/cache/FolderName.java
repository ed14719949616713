package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.util.Locale;
import java.util.Optional;

/// The folder of a repository in a cache root: `models--ana--bert`, `datasets--ana--words`, and
/// `models--gpt2` for the old repositories without an owner. Type and name together tell one
/// repository from another.
///
/// @param repo `owner/name`, or the bare name
public record FolderName(RepoType type, String repo) implements Comparable<FolderName> {

  private static final String SEPARATOR = "--";

  /// Of a repository with an owner.
  public static FolderName of(RepoId id) {
    return new FolderName(id.type(), id.path());
  }

  /// Reads the name of a folder; empty when no repository stands in such a folder.
  public static Optional<FolderName> parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    for (int i = 1; i < parts.length; i++) {
      if (!RepoId.isPart(parts[i])) {
        return Optional.empty();
      }
    }
    String repo = parts.length == 2 ? parts[1] : parts[1] + "/" + parts[2];
    return RepoType.byPlural(parts[0]).map(type -> new FolderName(type, repo));
  }

  /// What the folder is called.
  public String text() {
    return type.plural() + SEPARATOR + repo.replace("/", SEPARATOR);
  }

  /// Whether the name of the repository holds the text, whatever its case.
  public boolean holds(String filter) {
    return repo.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
  }

  @Override
  public int compareTo(FolderName other) {
    return text().compareTo(other.text());
  }
}
