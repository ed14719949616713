package dev.hubdesk.desk.cache.scan;

import dev.hubdesk.desk.cache.Manifest;
import dev.hubdesk.desk.cache.TreeListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adds up the folder of one commit, and tells what is known of its completeness.
final class SnapshotScan {

  private final Path repository;
  private final Path snapshot;
  private final String commit;
  private final Map<String, Long> present = new HashMap<>();
  private final Set<BlobSizes.Blob> contents = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> weights = new ArrayList<>();
  private int files;
  private int missing;

  SnapshotScan(Path repository, Path snapshot) {
    this.repository = repository;
    this.snapshot = snapshot;
    this.commit = snapshot.getFileName().toString();
  }

  ScannedSnapshot run(BlobSizes blobs, Watch watch, @Nullable Manifest manifest)
      throws IOException {
    new SnapshotFiles(blobs, watch, this::entry).walk(snapshot);
    Collections.sort(weights);
    return new ScannedSnapshot(
        commit, files, size(), missing, modified(), status(manifest), weights);
  }

  private void entry(String path, BlobSizes.Blob content, @Nullable String target) {
    files++;
    if (!content.present()) {
      missing++;
      return;
    }
    contents.add(content);
    present.put(path, content.size());
    if (path.toLowerCase(Locale.ROOT).endsWith(".gguf")) {
      weights.add(path);
    }
  }

  private long size() {
    return contents.stream().mapToLong(BlobSizes.Blob::size).sum();
  }

  private Instant modified() throws IOException {
    return contents.isEmpty()
        ? Files.getLastModifiedTime(snapshot).toInstant()
        : Instant.ofEpochMilli(
            contents.stream().mapToLong(BlobSizes.Blob::modified).max().orElse(0));
  }

  /// The listing of the commit tells whether all is here; a manifest, whether all that somebody
  /// chose is.
  private DownloadStatus status(@Nullable Manifest manifest) throws IOException {
    var listed = new int[2];
    boolean whole =
        TreeListing.read(
            repository, commit, file -> listed[isHere(file.path(), file.size()) ? 0 : 1]++);
    if (whole && listed[1] == 0 && missing == 0) {
      return DownloadStatus.COMPLETE;
    }
    if (manifest == null
        || !manifest.commit().equals(commit)
        || !manifest.isWhole()
        || missing > 0) {
      return DownloadStatus.UNKNOWN;
    }
    boolean chosen = manifest.files().stream().allMatch(file -> isHere(file.name(), file.size()));
    if (!chosen) {
      return DownloadStatus.UNKNOWN;
    }
    if (manifest.filtered()) {
      return DownloadStatus.FILTERED;
    }
    return whole ? DownloadStatus.UNKNOWN : DownloadStatus.COMPLETE;
  }

  private boolean isHere(String path, long size) {
    Long found = present.get(path);
    return found != null && found == size;
  }
}
