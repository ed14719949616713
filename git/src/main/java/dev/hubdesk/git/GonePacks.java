package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.git.UpkeepLedger.GonePack;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Deletes the files of packs that are no longer live.
final class GonePacks {

  private static final int BATCH = 200;

  private final BlobStore blobs;
  private final UpkeepLedger upkeep;

  GonePacks(BlobStore blobs, UpkeepLedger upkeep) {
    this.blobs = blobs;
    this.upkeep = upkeep;
  }

  int delete(Instant before, BooleanSupplier cancelled) throws IOException {
    int files = 0;
    List<GonePack> gone = upkeep.gone(before, BATCH);
    while (!gone.isEmpty() && !cancelled.getAsBoolean()) {
      for (GonePack pack : gone) {
        PackRecord record = pack.pack();
        for (String ext : record.sizes().keySet()) {
          blobs.delete(PackFiles.key(pack.repository(), record.area(), record.name(), ext));
          files++;
        }
      }
      upkeep.forget(gone);
      gone = upkeep.gone(before, BATCH);
    }
    return files;
  }
}
