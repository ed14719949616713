package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Opens repositories. One for a process; it owns the block cache and the locks that make writers
/// of one repository queue fairly.
public final class GitStore implements AutoCloseable {

  /// How long somebody who moves a ref waits for the history of where it goes.
  static final Duration INDEX_PATIENCE = Duration.ofSeconds(2);

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
    this.memory = new ObjectMemory(settings.blockCacheBytes() / 2);
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

  /// Indexes the history of commits that came without an index, ancestors included: what makes
  /// dates in listings. It can be interrupted at any moment and goes on where it was.
  ///
  /// @param tips null for everything that refs lead to
  /// @param enough asked between commits; ends the work early
  /// @return how many commits were indexed
  public long indexHistory(long repository, @Nullable Collection<Oid> tips, BooleanSupplier enough)
      throws IOException {
    return new HistoryBuilder(this, repository)
        .index(tips == null ? new RefTips(this, repository).commits() : tips, enough);
  }

  /// Indexes the history of one commit for at most [#INDEX_PATIENCE], for somebody who waits.
  void indexSoon(long repository, Oid commit) throws IOException {
    if (ledger.historyTree(repository, commit).isEmpty()) {
      long end = System.nanoTime() + INDEX_PATIENCE.toNanos();
      indexHistory(repository, List.of(commit), () -> System.nanoTime() - end > 0);
    }
  }

  /// Pack files in the blob store that no pack record names: what crashed or failed commits left.
  /// Close the stream.
  ///
  /// @param olderThan spares files stored later: a commit under way stores its packs before it
  ///   records them
  public Stream<BlobKey> unusedPackBlobs(Instant olderThan) throws IOException {
    return new PackSweep(blobs, ledger).unused(olderThan);
  }

  /// Puts small packs of a repository together where it is worth it, in both areas.
  ///
  /// @return how many packs went into others
  public int compact(long repository, UpkeepPolicy policy, BooleanSupplier cancelled)
      throws IOException {
    int packs = 0;
    for (ObjectArea area : ObjectArea.values()) {
      packs += new Compaction(this, repository, area).run(policy, new Cancel(cancelled));
    }
    return packs;
  }

  /// Takes out of a repository what nothing names.
  ///
  /// @param horizon what a ref left later than this is kept, for undo
  /// @param tidy puts all packs into one even when nothing goes
  /// @param dryRun says what would go, and changes nothing
  /// @return empty when somebody came to need meanwhile what was to go: another time
  public Optional<Collected> collect(
      long repository, Instant horizon, boolean tidy, boolean dryRun, BooleanSupplier cancelled)
      throws IOException {
    return new Collector(this, repository, horizon, new Cancel(cancelled)).run(tidy, dryRun);
  }

  /// Reads all of a repository, and tells what is wrong. Changes nothing.
  public Checked check(long repository, Checked.Problems problems) throws IOException {
    return new RepositoryCheck(this, repository, problems).run();
  }

  PackCheck packCheck(long repository, Checked.Problems problems) {
    return new PackCheck(blobs, repository, problems);
  }

  /// Computes the facts of a repository anew. Its writers wait meanwhile.
  public Reindexed reindex(long repository) throws IOException {
    Reindexed done = new Reindexing(this, repository).run();
    memory.clear();
    return done;
  }

  /// Puts what is on the shelf, and facts, in the place of others; as [#replace].
  boolean reindexed(
      long repository, PackShelf shelf, Set<String> replaced, UpkeepLedger.Facts facts) {
    var replacement = new Replacement(repository, shelf.packs(), replaced, null, now());
    return unlessRefused(shelf, () -> ledger.upkeep().reindex(replacement, facts));
  }

  private static boolean unlessRefused(PackShelf shelf, BooleanSupplier replacing) {
    boolean refused = false;
    try {
      refused = !replacing.getAsBoolean();
      return !refused;
    } finally {
      if (!refused) {
        shelf.forget();
      }
    }
  }

  /// Deletes the files of packs that went before a moment.
  ///
  /// @return how many files
  public int deleteGone(Instant before, BooleanSupplier cancelled) throws IOException {
    return new GonePacks(blobs, ledger.upkeep()).delete(before, cancelled);
  }

  /// Puts what is on the shelf in the place of live packs. When that fails otherwise than by
  /// refusal, it may still have happened: then the files stay, and the sweep finds out.
  boolean replace(
      long repository,
      PackShelf shelf,
      Set<String> replaced,
      Replacement.@Nullable Collection collection) {
    var replacement = new Replacement(repository, shelf.packs(), replaced, collection, now());
    return unlessRefused(shelf, () -> ledger.upkeep().replace(replacement));
  }

  StoredRepository area(long repository, ObjectArea area) {
    return StoredRepository.open(blobs, ledger, repository, area);
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
