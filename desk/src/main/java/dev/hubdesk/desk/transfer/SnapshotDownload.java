package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.CachedRepo;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.Optional;

/// Brings the files of a plan into the cache: several at once, each linked into the snapshot when
/// its blob is there, the ref last. Called again after a stop, a failure or a crash, it does what
/// is left.
public final class SnapshotDownload {

  private final TransferEngine engine;
  private final HubCache cache;

  public SnapshotDownload(TransferEngine engine, HubCache cache) {
    this.engine = engine;
    this.cache = cache;
  }

  /// Runs to the end.
  ///
  /// A file that alone cannot be had does not keep the others from coming, but keeps the ref from
  /// being written.
  ///
  /// @throws FailureException the first failure that no repeat could help and that concerns every
  ///   file, or a list of the files that cannot be had; what other files have is kept
  /// @throws TransferStoppedException when `stop` was switched on
  /// @throws IOException when this machine's disk fails
  public SnapshotSummary run(SnapshotPlan plan, Progress progress, CancelSignal stop)
      throws IOException, InterruptedException {
    stop.check();
    var run = new Run(plan, progress, stop);
    try {
      cache.prepare();
      run.requireSpace();
      int workers = Math.min(engine.settings().filesAtOnce(), plan.files().size());
      Together.run("files", workers, run::work);
      stop.check();
      run.lost.report(plan.files().size());
      run.repo.writeRef(plan.revision(), plan.commit());
    } catch (IOException e) {
      throw new DiskException(e).translated(cache.root());
    }
    return run.summary();
  }

  private final class Run {

    private final SnapshotPlan plan;
    private final Progress progress;
    private final CancelSignal stop;
    private final CachedRepo repo;
    private final Iterator<PlannedFile> files;
    private final LostFiles lost = new LostFiles();
    private int fetchedFiles;
    private int presentFiles;
    private long fetchedBytes;

    Run(SnapshotPlan plan, Progress progress, CancelSignal stop) {
      this.plan = plan;
      this.progress = progress;
      this.stop = stop;
      this.repo = cache.repo(plan.repo());
      this.files = plan.files().iterator();
    }

    /// What is in progress already holds its bytes, or some of them: it is not counted.
    void requireSpace() {
      long missing = 0;
      for (PlannedFile file : plan.files()) {
        if (!repo.hasBlob(file.digest(), file.size())
            && !Files.exists(PartialNames.stable(repo.blob(file.digest())))) {
          missing += file.size();
        }
      }
      FreeSpace.require(cache.root(), missing, engine.settings().freeSpace());
    }

    void work() throws IOException, InterruptedException {
      for (var file = next(); file.isPresent(); file = next()) {
        fetchOrNote(file.get());
      }
    }

    private void fetchOrNote(PlannedFile file) throws IOException, InterruptedException {
      try {
        count(fetch(file));
      } catch (FailureException e) {
        if (!LostFiles.isOfOneFile(e.failure())) {
          throw e;
        }
        lost.add(file.path(), e.failure());
      }
    }

    private Outcome fetch(PlannedFile file) throws IOException, InterruptedException {
      if (repo.hasCopy(plan.commit(), file.path(), file.size())) {
        progress.started(file.path(), file.size());
        progress.finished(file.path(), Outcome.PRESENT);
        return Outcome.PRESENT;
      }
      Outcome outcome = engine.fetch(transfer(file), progress, stop);
      repo.link(plan.commit(), file.path(), file.digest());
      return outcome;
    }

    private FileTransfer transfer(PlannedFile file) {
      return new FileTransfer(
          plan.endpoint(),
          plan.repo(),
          plan.commit(),
          file.path(),
          file.size(),
          file.digest(),
          repo.blob(file.digest()));
    }

    private synchronized Optional<PlannedFile> next() {
      return files.hasNext() ? Optional.of(files.next()) : Optional.empty();
    }

    private synchronized void count(Outcome outcome) {
      fetchedBytes += outcome.fetched();
      if (outcome.present()) {
        presentFiles++;
      } else {
        fetchedFiles++;
      }
    }

    synchronized SnapshotSummary summary() {
      return new SnapshotSummary(fetchedFiles, presentFiles, fetchedBytes);
    }
  }
}
