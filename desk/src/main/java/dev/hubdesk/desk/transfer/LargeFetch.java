package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.DiskTrouble;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/// Fetches a file that is worth resuming: into a partial file with a journal, verified as a whole,
/// then renamed.
final class LargeFetch {

  private final FileTransfer transfer;
  private final Connections connections;
  private final TransferSettings settings;
  private final PartialNames names;
  private final DiskSpace.Promise promise;
  private final Progress progress;
  private final CancelSignal stop;

  LargeFetch(
      FileTransfer transfer,
      PartialNames names,
      Connections connections,
      TransferSettings settings,
      DiskSpace.Promise promise,
      Progress progress,
      CancelSignal stop) {
    this.names = names;
    this.promise = promise;
    this.transfer = transfer;
    this.connections = connections;
    this.settings = settings;
    this.progress = progress;
    this.stop = stop;
  }

  Outcome run() throws IOException, InterruptedException {
    boolean large = transfer.size() >= settings.rangedFrom();
    Round first = round(large ? settings.connectionsPerFile() : 1);
    if (first.verified) {
      return Outcome.fetched(first.fetched);
    }
    // A part was damaged on the way, or is of another content: once more, from nothing and from one
    // answer. Nothing but the digest of the whole file condemns bytes that have arrived.
    Round second = round(1);
    if (!second.verified) {
      throw mismatch();
    }
    return Outcome.fetched(first.fetched + second.fetched);
  }

  private Round round(int count) throws IOException, InterruptedException {
    try (PartialFile file =
        DiskException.onDisk(
            () -> PartialFile.open(names, transfer.destination(), transfer.size(), stop))) {
      long already = file.ranges().total();
      progress.started(transfer.path(), transfer.size(), already);
      takeSpace(file);
      return fill(file, count);
    }
  }

  /// Blocks that an earlier run took are there; where none can be taken, room is made use of as the
  /// bytes arrive.
  private void takeSpace(PartialFile file) {
    if (file.isTaken()) {
      return;
    }
    long missing = transfer.size() - file.ranges().total();
    Path folder = Objects.requireNonNull(transfer.destination().getParent());
    DiskSpace.require(folder, missing, DiskSpace.usable(folder, settings.freeSpace()));
    try {
      file.take();
    } catch (IOException e) {
      if (DiskTrouble.isFull(e)) {
        throw DiskSpace.full(folder, missing, DiskSpace.usable(folder, settings.freeSpace()));
      }
      throw new DiskException(e);
    }
    if (file.isTaken() && isNew(file)) {
      promise.used(missing);
    }
  }

  /// What an earlier run began is not part of the promise.
  private static boolean isNew(PartialFile file) {
    return file.ranges().total() == 0;
  }

  private Round fill(PartialFile file, int count) throws IOException, InterruptedException {
    try (var digest = new FrontierDigest(file, transfer.digest().start(transfer.size()));
        var _ = new SyncKeeper(file)) {
      boolean promised = !file.isTaken() && isNew(file);
      RangeWriter.Arrivals arrivals =
          bytes -> {
            progress.received(transfer.path(), bytes);
            digest.advance();
            if (promised) {
              promise.used(bytes);
            }
          };
      var fetch =
          new RangedFetch(transfer, file, connections, settings.retries(), progress, arrivals);
      fetch.run(count);
      progress.verifying(transfer.path());
      if (!transfer.digest().matches(digest.finish())) {
        discard(file);
        return new Round(false, fetch.fetched());
      }
      DiskException.doOnDisk(() -> file.publish(transfer.destination()));
      return new Round(true, fetch.fetched());
    }
  }

  private void discard(PartialFile file) {
    DiskException.doOnDisk(file::discard);
    progress.restarted(transfer.path());
  }

  private FailureException mismatch() {
    return new FailureException(
        new Failure.ContentMismatch(
            "The bytes of " + transfer.path() + " do not have the digest that was announced"));
  }

  private record Round(boolean verified, long fetched) {}
}
