package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What git needs remembered: which packs a repository has, where its refs stand, and facts that
/// would be dear to compute again. The catalog implements it in SQL.
///
/// Reads always tell the newest committed state. [#publish] is the only write of a request, and it
/// is one transaction.
public interface Ledger {

  /// The live packs of a repository's store, newest first.
  List<PackRecord> packs(long repository, ObjectArea area);

  /// Which of these packs are recorded, of whatever repository, live or gone with its files still
  /// to be deleted. A pack that is not belongs to nobody.
  Set<String> knownPacks(Collection<String> names);

  /// All refs, by name.
  List<RefRecord> refs(long repository);

  /// One ref.
  Optional<RefRecord> ref(long repository, RefName name);

  /// Which of these git blobs are LFS pointers. The answer for a blob is final once a publication
  /// has brought the blob: it brings the fact as well, and listings remember both answers.
  Map<Oid, LfsPointer> pointers(Collection<Oid> blobs);

  /// Sums of all file sizes below these trees, in bytes, where known.
  Map<Oid, Long> treeSizes(Collection<Oid> trees);

  /// The root of the history tree that belongs to a commit; empty while it is not indexed.
  Optional<Oid> historyTree(long repository, Oid commit);

  /// Makes packs, refs, facts and the ref log visible together, or nothing of them.
  ///
  /// @param alongside rows of other rooms that belong to the same transaction
  /// @throws PublicationRefusedException with [RefMovedException] when a ref no longer stands where
  ///   the publication expects it, with [ObjectsCollectedException] when objects have left since it
  ///   looked
  void publish(Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException;

  /// What compaction and collection need.
  UpkeepLedger upkeep();
}
