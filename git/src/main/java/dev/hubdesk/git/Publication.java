package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that one commit or push makes visible, written in one transaction.
///
/// @param actor who did it, for the ref log: an account id
/// @param reason what was done, for the ref log: `commit`, `push`, `create branch` …
/// @param pointers facts: git blobs that are LFS pointers
/// @param treeSizes facts: sums of file sizes below trees
/// @param historyTrees facts: commit → root of its history tree
/// @param collections the count of collections ([UpkeepLedger#collections]), asked before the first
///   look at the objects that this builds on; null when it builds on none that it did not bring
public record Publication(
    long repository,
    long actor,
    String reason,
    Instant at,
    List<PackRecord> packs,
    List<RefChange> refs,
    Map<Oid, LfsPointer> pointers,
    Map<Oid, Long> treeSizes,
    Map<Oid, Oid> historyTrees,
    @Nullable Long collections) {

  public Publication {
    packs = List.copyOf(packs);
    refs = List.copyOf(refs);
    pointers = Map.copyOf(pointers);
    treeSizes = Map.copyOf(treeSizes);
    historyTrees = Map.copyOf(historyTrees);
  }
}
