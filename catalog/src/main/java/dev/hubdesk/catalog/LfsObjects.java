package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which LFS objects are stored, who uploaded them, and which repositories they belong to. Knowing
/// a hash grants nothing: [#usable] is the rule.
public final class LfsObjects {

  LfsObjects() {}

  /// The size of a stored object, in bytes; empty when it is not stored.
  public Optional<Long> size(Sha256 oid) {
    throw new UnsupportedOperationException();
  }

  /// Which of these objects `account` may put into `repository`: those that belong to it, to
  /// another repository that the account may read, or that the account has uploaded. Writes a hold
  /// for each, so that none is swept before the commit that names it.
  public Collection<LfsPointer> usable(
      long account, long repository, Collection<Sha256> oids, Instant now) {
    throw new UnsupportedOperationException();
  }

  /// Whether an object belongs to a repository: whoever may read the one may read the other.
  public boolean belongs(long repository, Sha256 oid) {
    throw new UnsupportedOperationException();
  }

  /// Remembers that an account has uploaded an object whose bytes are stored and verified.
  public void stored(LfsPointer object, long account, Instant now) {
    throw new UnsupportedOperationException();
  }

  /// Links objects to a repository, in the transaction of the commit that names them. If one is no
  /// longer stored the whole publication fails with `Unprocessable`.
  public Alongside link(long repository, Collection<LfsPointer> objects) {
    throw new UnsupportedOperationException();
  }

  /// Objects that no repository holds and nobody has uploaded or been promised since `before`, at
  /// most `limit`.
  public List<Sha256> unused(Instant before, int limit) {
    throw new UnsupportedOperationException();
  }

  /// Forgets an object if it is still unused, and deletes its bytes through `deleteBytes` inside
  /// the same transaction, so that no upload of the same object can slip between.
  ///
  /// @return false when somebody came to need it
  public boolean forget(Sha256 oid, Instant before, Runnable deleteBytes) {
    throw new UnsupportedOperationException();
  }
}
