package dev.hubdesk.desk.cache.scan;

import java.time.Instant;
import java.util.List;

/// One commit of a repository in a cache root.
///
/// @param commit the folder's name, nearly always 40 hex digits
/// @param files its entries
/// @param size bytes, what several entries share counted once
/// @param missing entries that lead nowhere
/// @param lastModified of its youngest blob
/// @param weights the paths of its GGUF files, sorted
public record ScannedSnapshot(
    String commit,
    int files,
    long size,
    int missing,
    Instant lastModified,
    DownloadStatus status,
    List<String> weights) {

  public ScannedSnapshot {
    weights = List.copyOf(weights);
  }
}
