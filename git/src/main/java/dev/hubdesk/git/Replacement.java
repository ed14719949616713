package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Packs that take the place of others.
///
/// @param fresh stored and durable
/// @param replaced names of live packs
/// @param collection what is dropped on the way; null when the fresh packs hold all objects of the
///   replaced ones
public record Replacement(
    long repository,
    List<PackRecord> fresh,
    Set<String> replaced,
    @Nullable Collection collection,
    Instant at) {

  public Replacement {
    fresh = List.copyOf(fresh);
    replaced = Set.copyOf(replaced);
  }

  /// What a collection found not to be named any more.
  ///
  /// @param moves the count of ref moves that it looked at
  /// @param horizon what was named after this moment was kept
  /// @param commits their history trees go
  /// @param objects LFS objects that lose their link to the repository
  public record Collection(long moves, Instant horizon, Set<Oid> commits, Set<Sha256> objects) {

    public Collection {
      commits = Set.copyOf(commits);
      objects = Set.copyOf(objects);
    }
  }
}
