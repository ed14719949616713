package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.BlobLock;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/// Brings the files of a plan to their place: several at once, each made visible when its bytes are
/// there. Called again after a stop, a failure or a crash, it does what is left.
public final class SnapshotDownload {

  private final TransferEngine engine;
  private final SnapshotPlace place;
  private final boolean adopting;

  public SnapshotDownload(TransferEngine engine, SnapshotPlace place) {
    this(engine, place, false);
  }

  /// @param adopting whether to go on with what other programs began and left
  public SnapshotDownload(TransferEngine engine, SnapshotPlace place, boolean adopting) {
    this.engine = engine;
    this.place = place;
    this.adopting = adopting;
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
      place.prepare(plan.files().until(stop));
      try (DiskSpace.Promise promise = engine.promise(place.root(), run.missing())) {
        int workers = Math.min(engine.settings().filesAtOnce(), plan.files().count());
        Workers.run("files", workers, () -> run.work(promise));
      }
      stop.check();
      run.lost.report(plan.files().count());
      bringNames(plan, stop);
      place.finish();
    } catch (IOException e) {
      throw new DiskException(e).translated(place.root());
    }
    return run.summary();
  }

  private void bringNames(SnapshotPlan plan, CancelSignal stop) {
    var names = new NamesOnDisk(place.root());
    for (PlannedFile file : plan.files()) {
      stop.check();
      names.bring(place.bytes(file));
      names.bring(place.entry(file));
    }
  }

  private final class Run {

    private final SnapshotPlan plan;
    private final Progress progress;
    private final CancelSignal stop;
    private final Iterator<PlannedFile> files;
    private final LostFiles lost = new LostFiles();
    private int fetchedFiles;
    private int presentFiles;
    private long fetchedBytes;

    Run(SnapshotPlan plan, Progress progress, CancelSignal stop) {
      this.plan = plan;
      this.progress = progress;
      this.stop = stop;
      this.files = plan.files().iterator();
    }

    /// Bytes to find room for. What is in progress has its room already.
    long missing() throws IOException {
      long missing = 0;
      for (PlannedFile file : plan.files()) {
        stop.check();
        if (!place.holdsBytes(file)
            && !engine.hasBegun(place.bytes(file))
            && !place.isKnown(file)) {
          missing += file.size();
        }
      }
      return missing;
    }

    void work(DiskSpace.Promise promise) throws IOException, InterruptedException {
      for (var file = next(); file.isPresent(); file = next()) {
        fetchOrNote(file.get(), promise);
      }
    }

    private void fetchOrNote(PlannedFile file, DiskSpace.Promise promise)
        throws IOException, InterruptedException {
      try {
        count(fetch(file, promise));
      } catch (FailureException e) {
        if (!LostFiles.isOfOneFile(e.failure())) {
          throw e;
        }
        lost.add(file.path(), e.failure());
        progress.lost(file.path());
      }
    }

    private Outcome fetch(PlannedFile file, DiskSpace.Promise promise)
        throws IOException, InterruptedException {
      if (place.isKnown(file)) {
        return present(file);
      }
      boolean promised = !place.holdsBytes(file);
      try (FileTurns.Turn _ = engine.turn(place.entry(file), stop);
          BlobLock _ = place.lock(file, stop)) {
        if (place.isDone(file, stop)) {
          promise.used(promised ? file.size() : 0);
          return present(file);
        }
        if (adopting) {
          engine.adopt(place.bytes(file), file.size(), stop);
        }
        Outcome outcome = engine.fetch(transfer(file), promise, progress, stop);
        place.show(file, stop);
        return outcome;
      }
    }

    private Outcome present(PlannedFile file) {
      progress.started(file.path(), file.size(), file.size());
      progress.finished(file.path(), Outcome.PRESENT);
      return Outcome.PRESENT;
    }

    private FileTransfer transfer(PlannedFile file) {
      return new FileTransfer(
          plan.endpoint(),
          plan.repo(),
          plan.commit(),
          file.path(),
          file.size(),
          file.digest(),
          place.bytes(file));
    }

    private synchronized Optional<PlannedFile> next() {
      return files.hasNext() && !lost.areTooMany() ? Optional.of(files.next()) : Optional.empty();
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
