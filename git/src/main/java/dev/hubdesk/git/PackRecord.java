package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobKey;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// One immutable pack with the files that belong to it.
///
/// @param name unique among all packs ever written; names the blobs
/// @param source why it was written, in JGit's words (`INSERT`, `RECEIVE`, `COMPACT`, `GC`, …)
/// @param sizes bytes of each file by its extension (`pack`, `idx`, `objsize`, …)
public record PackRecord(
    ObjectArea area,
    String name,
    String source,
    Instant createdAt,
    long objects,
    Map<String, Long> sizes) {

  public PackRecord {
    sizes = Map.copyOf(sizes);
  }

  /// Bytes of the objects themselves, without indexes.
  public long packBytes() {
    return sizes.getOrDefault("pack", 0L);
  }

  /// The blobs that hold its files, with their sizes.
  ///
  /// @param repository the key of the repository that it belongs to
  public Map<BlobKey, Long> blobs(long repository) {
    Map<BlobKey, Long> blobs = new TreeMap<>();
    sizes.forEach((ext, size) -> blobs.put(PackFiles.key(repository, area, name, ext), size));
    return blobs;
  }

  /// Bytes of all files.
  public long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }
}
