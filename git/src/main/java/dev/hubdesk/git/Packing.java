package dev.hubdesk.git;

import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.storage.pack.PackConfig;

/// How packs are written anew: deltas among what has none, everything else copied as it stands
/// after its checksum was compared. Bounded, for a repository of any size shares the process with
/// its readers.
final class Packing {

  /// Longer chains are smaller, and slower for a listing that starts in the middle of one.
  private static final int DELTA_DEPTH = 12;

  /// Larger objects are kept whole. Trees of a hundred thousand entries are smaller.
  private static final int WHOLE_FROM = 16 << 20;

  private static final long SEARCH_BYTES = 64L << 20;
  private static final long CACHE_BYTES = 16L << 20;

  private Packing() {}

  /// @param bitmaps whether the pack will hold all that its commits reach
  static PackWriter writer(ObjectReader reader, boolean bitmaps) {
    var config = new PackConfig();
    config.setThreads(1);
    config.setMaxDeltaDepth(DELTA_DEPTH);
    config.setBigFileThreshold(WHOLE_FROM);
    config.setDeltaSearchMemoryLimit(SEARCH_BYTES);
    config.setDeltaCacheSize(CACHE_BYTES);
    config.setCompressionLevel(Deflater.BEST_SPEED);
    config.setMinBytesForObjSizeIndex(0);
    config.setIndexVersion(2);
    config.setBuildBitmaps(bitmaps);
    var writer = new PackWriter(config, reader);
    writer.setDeltaBaseAsOffset(true);
    writer.setReuseDeltaCommits(true);
    writer.setReuseValidatingObjects(true);
    writer.setUseCachedPacks(false);
    writer.setCreateBitmaps(bitmaps);
    return writer;
  }
}
