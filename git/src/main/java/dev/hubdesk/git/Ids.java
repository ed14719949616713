package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/// Object ids between our words and JGit's.
final class Ids {

  private Ids() {}

  static ObjectId of(Oid oid) {
    return ObjectId.fromString(oid.hex());
  }

  static Oid of(AnyObjectId id) {
    return new Oid(id.name());
  }
}
