package dev.hubdesk.desk.transfer;

import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Fetches files; one for the whole Desk, because its connections are counted here.
///
/// A blob becomes visible when all its bytes are there and have the right digest, by one rename.
/// Until then they stand beside it; a transfer that stops, fails or dies goes on from there.
public final class TransferEngine {

  /// Smaller files are fetched again rather than resumed.
  public static final long RESUMED_FROM = 1 << 20;

  private final Transports transports;
  private final PartialNames names;
  private final ConnectionBudget budget;
  private final FileTurns turns = new FileTurns();
  private final DiskSpace space = new DiskSpace();

  /// @param owner names this Desk among all that may write to the same folders; outlasts the
  ///   process
  public TransferEngine(Transports transports, String owner) {
    this.transports = transports;
    this.names = new PartialNames(owner);
    this.budget = new ConnectionBudget(() -> transports.settings().connections());
  }

  /// The rules for what begins now.
  TransferSettings settings() {
    return transports.settings();
  }

  /// Sets room for bytes to come aside, so that two jobs do not count on the same.
  ///
  /// @param folder that will hold them; exists
  /// @throws FailureException with StorageFull
  DiskSpace.Promise promise(Path folder, long bytes) throws IOException {
    return space.promise(folder, bytes, settings().freeSpace());
  }

  /// Brings one file to its destination, unless it is there.
  ///
  /// @param promise the room for it and for others
  ///
  /// @throws FailureException when the server refuses for good, or with ContentMismatch,
  ///   StorageFull
  /// @throws TransferStoppedException when `stop` was switched on
  /// @throws IOException when this machine's disk fails
  Outcome fetch(
      FileTransfer transfer, DiskSpace.Promise promise, Progress progress, CancelSignal stop)
      throws IOException, InterruptedException {
    stop.check();
    try (CancelSignal.Listening _ = stop.listen(Thread.currentThread()::interrupt)) {
      return claimed(transfer, promise, progress, stop);
    } catch (DiskException e) {
      throw e.translated(folder(transfer));
    } catch (IOException | InterruptedException | FailureException e) {
      if (stop.isCancelled()) {
        throw new TransferStoppedException();
      }
      if (e instanceof IOException io) {
        throw new DiskException(io).translated(folder(transfer));
      }
      throw e;
    } finally {
      if (stop.isCancelled()) {
        Thread.interrupted();
      }
    }
  }

  /// Whether an earlier run left a part of a file.
  ///
  /// @param destination of the file's bytes
  public boolean hasBegun(Path destination) {
    return Files.exists(names.stable(destination));
  }

  /// Removes what was begun of a file, unless somebody works on it.
  ///
  /// @param destination of the file's bytes
  public void discard(Path destination) throws IOException {
    Optional<FileTurns.Turn> turn = turns.tryTake(destination);
    if (turn.isPresent()) {
      try (FileTurns.Turn _ = turn.get()) {
        PartialFile.remove(names, destination);
      }
    }
  }

  /// Goes on with what another program began of a file and left, if nothing of it is there yet.
  void adopt(Path destination, long size, CancelSignal stop) throws IOException {
    Adoption.look(names, destination, size, stop);
  }

  /// Waits until no other job of this Desk brings the file that is to stand there.
  ///
  /// @throws TransferStoppedException when `stop` was switched on
  FileTurns.Turn turn(Path entry, CancelSignal stop) throws InterruptedException {
    try (CancelSignal.Listening _ = stop.listen(Thread.currentThread()::interrupt)) {
      return turns.take(entry);
    } catch (InterruptedException e) {
      stop.check();
      throw e;
    } finally {
      if (stop.isCancelled()) {
        Thread.interrupted();
      }
    }
  }

  private Outcome claimed(
      FileTransfer transfer, DiskSpace.Promise promise, Progress progress, CancelSignal stop)
      throws IOException, InterruptedException {
    try (FileTurns.Turn _ = turns.take(transfer.destination())) {
      Outcome outcome = fetchUnlessPresent(transfer, promise, progress, stop);
      progress.finished(transfer.path(), outcome);
      return outcome;
    }
  }

  private Outcome fetchUnlessPresent(
      FileTransfer transfer, DiskSpace.Promise promise, Progress progress, CancelSignal stop)
      throws IOException, InterruptedException {
    Path blob = transfer.destination();
    if (Files.isRegularFile(blob) && Files.size(blob) == transfer.size()) {
      progress.started(transfer.path(), transfer.size(), transfer.size());
      promise.used(transfer.size());
      return Outcome.PRESENT;
    }
    Path folder = folder(transfer);
    Files.createDirectories(folder);
    try (Transports.Loan loan = transports.take()) {
      var connections = new Connections(loan.transport(), budget);
      if (transfer.size() >= RESUMED_FROM) {
        return new LargeFetch(
                transfer, names, connections, loan.settings(), promise, progress, stop)
            .run();
      }
      Outcome outcome = small(transfer, connections, loan.settings(), progress);
      promise.used(transfer.size());
      return outcome;
    }
  }

  private Outcome small(
      FileTransfer transfer, Connections connections, TransferSettings settings, Progress progress)
      throws IOException, InterruptedException {
    var attempts = new RetryBudget(settings.retries());
    Path fresh = names.stable(transfer.destination());
    return new SmallFetch(transfer, fresh, connections, attempts, progress).run();
  }

  private static Path folder(FileTransfer transfer) {
    return Objects.requireNonNull(transfer.destination().getParent());
  }
}
