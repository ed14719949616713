package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Oid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a repository from the files of its default branch.
///
/// @param repository the key
/// @param commit for which commit it is true; null for a repository without a default branch
/// @param fingerprint of the contents that it was derived from
/// @param rules the version of the rules that derived it
/// @param facts a JSON object, as the API tells it
/// @param parameters of a model; 0 when they are not known
/// @param mainSize bytes of all files
/// @param tags what lists can be filtered by
public record FactsRow(
    long repository,
    @Nullable Oid commit,
    String fingerprint,
    long rules,
    String facts,
    long parameters,
    long mainSize,
    List<Tag> tags) {

  public FactsRow {
    tags = List.copyOf(tags);
  }

  /// A tag.
  ///
  /// @param kind what it says: `library`, `license`, `language` …
  /// @param tag in lower case, with its prefix
  public record Tag(String kind, String tag) {}

  /// A tag and how many public repositories have it.
  public record TagCount(String kind, String tag, long count) {}
}
