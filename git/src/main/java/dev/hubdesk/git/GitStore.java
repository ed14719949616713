package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Opens repositories. One for a process; it owns the block cache and the locks that make writers
/// of one repository queue fairly.
public final class GitStore implements AutoCloseable {

  private final BlobStore blobs;
  private final WatchedLedger ledger;
  private final GitSettings settings;
  private final Clock clock;
  private final ObjectMemory memory;
  private final RepositoryLocks locks = new RepositoryLocks();
  private final CommitCounts counts = new CommitCounts();

  public GitStore(BlobStore blobs, Ledger ledger, GitSettings settings) {
    this(blobs, ledger, settings, Clock.systemUTC());
  }

  /// @param clock says when packs and refs are written
  public GitStore(BlobStore blobs, Ledger ledger, GitSettings settings, Clock clock) {
    this.blobs = blobs;
    this.ledger = new WatchedLedger(ledger);
    this.settings = settings;
    this.clock = clock;
    this.memory = new ObjectMemory(settings.blockCacheBytes() / 4);
    BlockCache.use(settings.blockCacheBytes());
  }

  /// Tells `watcher` of every publication from now on.
  public void watch(PublicationWatcher watcher) {
    ledger.add(watcher);
  }

  /// Opens a repository for one request: what it sees of packs is fixed when it is opened, so it is
  /// never kept. Opening touches nothing; an id that was never published to is an empty repository.
  public Repository open(long repository) {
    return new Repository(this, view(repository));
  }

  /// Pack files in the blob store that no pack record names: what crashed or failed commits left.
  /// Close the stream.
  ///
  /// @param olderThan spares files stored later: a commit under way stores its packs before it
  ///   records them
  public Stream<BlobKey> unusedPackBlobs(Instant olderThan) throws IOException {
    return new PackSweep(blobs, ledger).unused(olderThan);
  }

  Ledger ledger() {
    return ledger;
  }

  CommitCounts counts() {
    return counts;
  }

  View view(long repository) {
    return new View(blobs, ledger, repository, memory);
  }

  PackShelf shelf(long repository) {
    return new PackShelf(blobs, repository);
  }

  ScratchFile scratchFile() {
    return new ScratchFile(settings.scratch());
  }

  ReentrantLock lock(long repository) {
    return locks.of(repository);
  }

  Instant now() {
    return clock.instant();
  }

  /// Nothing is held open: the stores behind are their owner's.
  @Override
  public void close() {}
}
