package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a revision stands for.
///
/// @param name the ref that it named; null when it named a commit
public record Resolved(Oid commit, @Nullable RefName name) {

  /// The ref that was named.
  public Optional<RefName> ref() {
    return Optional.ofNullable(name);
  }
}
