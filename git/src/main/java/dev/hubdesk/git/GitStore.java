package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobStore;

/// Opens repositories. One for a process; it owns the block cache and the locks that make writers
/// of one repository queue fairly.
public final class GitStore implements AutoCloseable {

  public GitStore(BlobStore blobs, Ledger ledger, GitSettings settings) {
    throw new UnsupportedOperationException();
  }

  /// Opens a repository for one request: what it sees of packs is fixed when it is opened, so it is
  /// never kept. Opening touches nothing; an id that was never published to is an empty repository.
  public Repository open(long repository) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
