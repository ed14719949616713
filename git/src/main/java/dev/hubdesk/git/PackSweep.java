package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// Finds what interrupted commits left in the blob store.
final class PackSweep {

  /// Blobs that are looked up in the ledger at once.
  private static final int BATCH = 500;

  private final BlobStore blobs;
  private final Ledger ledger;

  PackSweep(BlobStore blobs, Ledger ledger) {
    this.blobs = blobs;
    this.ledger = ledger;
  }

  Stream<BlobKey> unused(Instant olderThan) throws IOException {
    return blobs
        .list(PackFiles.PREFIX)
        .filter(blob -> blob.storedAt().isBefore(olderThan))
        .map(BlobInfo::key)
        .filter(key -> PackFiles.packOf(key).isPresent())
        .gather(Gatherers.windowFixed(BATCH))
        .flatMap(keys -> withoutKnown(keys).stream());
  }

  private List<BlobKey> withoutKnown(List<BlobKey> keys) {
    Set<String> names = new HashSet<>();
    for (BlobKey key : keys) {
      PackFiles.packOf(key).ifPresent(names::add);
    }
    Set<String> known = ledger.knownPacks(names);
    return keys.stream()
        .filter(key -> !known.contains(PackFiles.packOf(key).orElseThrow()))
        .toList();
  }
}
