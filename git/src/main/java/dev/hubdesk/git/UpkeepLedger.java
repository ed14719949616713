package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What compaction and collection need of the [Ledger]: which packs may go, and what still counts.
///
/// Objects leave a repository in one way only, [#replace] with a [Replacement.Collection]. It
/// counts collections, and whoever publishes something that relies on objects it found says which
/// count they were found under ([Publication#collections]): so nobody builds on what is just going.
public interface UpkeepLedger {

  /// How often objects have left a repository.
  long collections(long repository);

  /// How often a ref of a repository was moved, ever.
  long moves(long repository);

  /// What refs left or reached since a moment, by the ref log: what an undo may ask for.
  Set<Oid> loggedSince(long repository, Instant since);

  /// All history trees of a repository, by commit.
  Map<Oid, Oid> historyTrees(long repository);

  /// The LFS objects that are linked to a repository, each with the git blobs that are known to be
  /// pointers to it; with none where that is not known.
  Map<Sha256, Set<Oid>> linkedObjects(long repository);

  /// Puts packs in the place of others, in one transaction. The files of those that go stay in the
  /// blob store for a while ([#gone]): readers may have them in their list.
  ///
  /// @return false when one of the replaced packs was not live any more, or a ref has moved since
  ///   the collection looked; nothing was written
  boolean replace(Replacement replacement);

  /// Puts packs and facts in the place of others, in one transaction; all history trees of the
  /// repository are replaced.
  ///
  /// @return false when one of the replaced packs was not live any more, or a ref has moved since
  ///   `facts` were looked for; nothing was written
  boolean reindex(Replacement replacement, Facts facts);

  /// What was computed anew.
  ///
  /// @param moves the count of ref moves before anything was looked at
  record Facts(
      long moves,
      Map<Oid, LfsPointer> pointers,
      Map<Oid, Long> treeSizes,
      Map<Oid, Oid> historyTrees) {

    public Facts {
      pointers = Map.copyOf(pointers);
      treeSizes = Map.copyOf(treeSizes);
      historyTrees = Map.copyOf(historyTrees);
    }
  }

  /// Packs that went before a moment and whose files are still to be deleted, at most `limit`.
  List<GonePack> gone(Instant before, int limit);

  /// Forgets packs whose files are deleted.
  void forget(Collection<GonePack> gone);

  /// The repositories that packs were published to through this object since the last call.
  Set<Long> published();

  /// The repositories with at least so many packs in one area.
  Set<Long> crowded(int packs);

  /// The repositories where a ref was deleted or rewound before a moment, and no collection has
  /// looked since.
  Set<Long> rewound(Instant before);

  /// A pack that is no longer live.
  record GonePack(long repository, PackRecord pack) {}
}
