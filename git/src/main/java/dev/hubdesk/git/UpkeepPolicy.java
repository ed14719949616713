package dev.hubdesk.git;

import java.util.List;

/// When packs are put together.
///
/// @param packs so many in one area are too many
/// @param loosePacks fewer are enough when what they hold was never compared for deltas …
/// @param looseBytes … and is at least this large
public record UpkeepPolicy(int packs, int loosePacks, long looseBytes) {

  /// What holds in the background: pages and commits stay quick up to a hundred packs, and a
  /// one-file commit to a flat folder of a hundred thousand files writes a tree of 2.7 MB.
  public static final UpkeepPolicy BACKGROUND = new UpkeepPolicy(50, 8, 32L << 20);

  public UpkeepPolicy {
    if (packs < 2 || loosePacks < 2 || looseBytes < 0) {
      throw new IllegalArgumentException("fewer than two packs cannot be put together");
    }
  }

  /// Whether an area with these packs is to be compacted.
  boolean wantsCompaction(List<PackRecord> live) {
    List<PackRecord> loose = live.stream().filter(pack -> pack.source().equals("INSERT")).toList();
    return live.size() >= packs
        || (loose.size() >= loosePacks
            && loose.stream().mapToLong(PackRecord::packBytes).sum() >= looseBytes);
  }
}
