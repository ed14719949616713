package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;

/// A file that a snapshot is to hold.
public record PlannedFile(RepoPath path, long size, ContentDigest digest) {

  public PlannedFile {
    if (size < 0) {
      throw new IllegalArgumentException("negative size");
    }
  }

  /// What a tree listing says of a file.
  public static PlannedFile of(TreeEntry.File file) {
    return new PlannedFile(file.path(), file.size(), ContentDigest.of(file));
  }
}
