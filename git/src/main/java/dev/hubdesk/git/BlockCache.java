package dev.hubdesk.git;

import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;

/// JGit's cache of parts of packs. There is one in a JVM, whatever the number of stores; what it
/// holds is named by ids that are never used twice, so stores do not get in each other's way.
final class BlockCache {

  private static long inUse;

  private BlockCache() {}

  /// Makes the cache this large. Doing so anew empties it, so the same size changes nothing.
  static synchronized void use(long bytes) {
    if (bytes != inUse) {
      DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockLimit(bytes));
      inUse = bytes;
    }
  }
}
