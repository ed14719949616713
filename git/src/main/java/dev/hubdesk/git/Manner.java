package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import org.jspecify.annotations.Nullable;

/// How a draft's commit joins history.
///
/// @param branch what must be there for the branch
/// @param anew the commit has no parent: the branch's history is replaced
/// @param merged a second parent; null for none
/// @param evenIfSame a commit is made even when it changes no file
/// @param reason what was done, for the ref log
record Manner(
    Branch branch, boolean anew, @Nullable Oid merged, boolean evenIfSame, String reason) {

  static final Manner COMMIT = new Manner(Branch.THERE, false, null, false, "commit");

  /// What a draft expects of its branch.
  enum Branch {
    /// It exists, or the repository has no ref at all.
    THERE,
    /// It does not exist.
    NEW,
    /// Either.
    ANY
  }

  Manner withBranch(Branch other) {
    return new Manner(other, anew, merged, evenIfSame, reason);
  }

  Manner withReason(String other) {
    return new Manner(branch, anew, merged, evenIfSame, other);
  }

  Manner replacingHistory() {
    return new Manner(branch, true, merged, true, reason);
  }

  Manner merging(Oid other) {
    return new Manner(branch, anew, other, true, reason);
  }

  Manner evenWhenSame() {
    return new Manner(branch, anew, merged, true, reason);
  }
}
