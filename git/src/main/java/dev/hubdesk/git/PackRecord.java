package dev.hubdesk.git;

import java.time.Instant;
import java.util.Map;

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

  /// Bytes of all files.
  public long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }
}
