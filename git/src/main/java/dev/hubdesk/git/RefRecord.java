package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import org.jspecify.annotations.Nullable;

/// Where a ref stands.
///
/// @param target the object that it names: a commit, or an annotated tag
/// @param peeled the commit behind an annotated tag, else null
public record RefRecord(RefName name, Oid target, @Nullable Oid peeled) {

  /// The commit that the ref leads to.
  public Oid commit() {
    return peeled == null ? target : peeled;
  }
}
