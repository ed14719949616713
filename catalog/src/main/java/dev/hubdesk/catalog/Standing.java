package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoType;
import org.jspecify.annotations.Nullable;

/// Where a repository stands: its default branch, what is known of it, and how it is used.
///
/// @param head where the default branch is now; null without one
/// @param commit for which commit the facts are true
/// @param fingerprint of the facts; empty when there are none
/// @param rules of the facts; 0 when there are none
/// @param facts a JSON object
/// @param downloads of the last 30 days
/// @param trending how much it is asked for these days
public record Standing(
    long repository,
    RepoType type,
    @Nullable Oid head,
    @Nullable Oid commit,
    String fingerprint,
    long rules,
    String facts,
    long downloads,
    long downloadsAllTime,
    long trending,
    long parameters,
    long mainSize) {

  /// Whether the facts are those of the default branch as it is now, by these rules.
  public boolean isCurrent(long current) {
    return rules == current && (head == null ? commit == null : head.equals(commit));
  }
}
