package dev.hubdesk.git;

import java.nio.file.Path;

/// How the git store behaves in this process.
///
/// @param blockCacheBytes memory for parts of packs; below the size of the indexes in use every
///   request reads them again
/// @param scratch a directory of this process alone for packs that are being written; what a crash
///   leaves there is of no use
public record GitSettings(long blockCacheBytes, Path scratch) {

  /// The smallest block cache that serves a repository of a million files.
  public static final long MIN_BLOCK_CACHE_BYTES = 64L << 20;

  public GitSettings {
    if (blockCacheBytes < MIN_BLOCK_CACHE_BYTES) {
      throw new IllegalArgumentException("the block cache needs at least 64 MB");
    }
  }
}
