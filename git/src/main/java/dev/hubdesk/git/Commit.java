package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import java.time.Instant;
import java.util.List;

/// A commit.
///
/// @param title the first line of the message
/// @param body what follows the title and its blank line; empty when nothing does
public record Commit(
    Oid id,
    Oid tree,
    List<Oid> parents,
    String title,
    String body,
    Signature author,
    Signature committer) {

  public Commit {
    parents = List.copyOf(parents);
  }

  /// Who and when.
  public record Signature(String name, String email, Instant when) {}
}
