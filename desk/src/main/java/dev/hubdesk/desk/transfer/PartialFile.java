package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file in progress: as large as it will be, filled range by range, each at its place. With a
/// journal it is found again by the next run; without one (another process works on the same blob)
/// it belongs to this run.
///
/// Plain file handles, no channels: an interrupt would close a channel under everybody's hands.
final class PartialFile implements AutoCloseable {

  private final Path path;
  private final long size;
  private final @Nullable Journal journal;
  private final RandomAccessFile handle;
  private final Syncing syncing;
  private final RangeSet ranges;
  private final AtomicLong unsynced = new AtomicLong();
  private boolean taken;
  private volatile long durable;
  private volatile boolean lost;

  private PartialFile(
      Path path,
      long size,
      @Nullable Journal journal,
      RandomAccessFile handle,
      Syncing syncing,
      RangeSet ranges,
      boolean taken,
      long durable) {
    this.path = path;
    this.size = size;
    this.journal = journal;
    this.handle = handle;
    this.syncing = syncing;
    this.ranges = ranges;
    this.taken = taken;
    this.durable = durable;
  }

  /// Opens what an earlier run left, or starts anew.
  ///
  /// @throws TransferStoppedException when `stop` was switched on; what was left is still there
  static PartialFile open(PartialNames names, Path blob, long size, CancelSignal stop)
      throws IOException {
    return open(names, blob, size, stop, Syncing.REAL);
  }

  static PartialFile open(
      PartialNames names, Path blob, long size, CancelSignal stop, Syncing syncing)
      throws IOException {
    Path stable = names.stable(blob);
    Journal journal = Journal.open(PartialNames.journal(stable)).orElse(null);
    Path path = journal == null ? PartialNames.unique(blob) : stable;
    try {
      return open(path, size, journal, stop, syncing);
    } catch (IOException | RuntimeException e) {
      // Kept open, its lock would deny the journal to every later attempt.
      if (journal != null) {
        journal.close();
      }
      throw e;
    }
  }

  private static PartialFile open(
      Path path, long size, @Nullable Journal journal, CancelSignal stop, Syncing syncing)
      throws IOException {
    var handle = new RandomAccessFile(path.toFile(), "rw");
    try {
      var ranges = new RangeSet();
      boolean taken = false;
      long durable = 0;
      if (journal != null) {
        var recovery = new Recovery(journal, handle, size, stop);
        ranges = recovery.ranges();
        taken = recovery.isTaken();
        durable = recovery.durable();
      }
      handle.setLength(size);
      return new PartialFile(path, size, journal, handle, syncing, ranges, taken, durable);
    } catch (IOException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /// Makes a file that holds the beginning of a blob its partial file, unless there is one or
  /// another process works on it. Until it is, it stays where it was found.
  ///
  /// @throws TransferStoppedException when `stop` was switched on
  static void adopt(PartialNames names, Path blob, Path found, long size, CancelSignal stop)
      throws IOException {
    Path stable = names.stable(blob);
    try (Journal held = Journal.open(PartialNames.journal(stable)).orElse(null)) {
      if (held == null || Files.exists(stable)) {
        return;
      }
      boolean adopted = false;
      try {
        try (var data = new RandomAccessFile(found.toFile(), "r")) {
          new Recovery(held, data, size, stop).begin(data.length());
        }
        Files.move(found, stable, StandardCopyOption.ATOMIC_MOVE);
        adopted = true;
      } finally {
        if (!adopted) {
          held.delete();
        }
      }
      try (var data = new RandomAccessFile(stable.toFile(), "rw")) {
        data.setLength(size);
      }
    }
  }

  /// Removes what an earlier run left of a blob, unless another process works on it.
  static void remove(PartialNames names, Path blob) throws IOException {
    Path stable = names.stable(blob);
    Path journal = PartialNames.journal(stable);
    if (!Files.exists(stable) && !Files.exists(journal)) {
      return;
    }
    try (Journal held = Journal.open(journal).orElse(null)) {
      if (held != null) {
        Files.deleteIfExists(stable);
        held.delete();
      }
    }
  }

  long size() {
    return size;
  }

  RangeSet ranges() {
    return ranges;
  }

  /// Whether the disk has given all its blocks, so that no write can find it full.
  boolean isTaken() {
    return taken;
  }

  /// Takes all blocks from the disk, where it can do so.
  ///
  /// @throws IOException when there is no room
  void take() throws IOException {
    taken = Preallocation.take(path, size);
    if (taken && journal != null) {
      journal.append(JournalRecord.taken(size));
    }
  }

  /// A handle for one writer or reader of its own.
  RandomAccessFile handle() throws IOException {
    return new RandomAccessFile(path.toFile(), "rw");
  }

  /// Remembers bytes that were just written.
  ///
  /// @return how many of them were not there before
  long written(long position, byte[] bytes, int length) throws IOException {
    if (journal != null) {
      var sum = new CRC32C();
      sum.update(bytes, 0, length);
      journal.append(JournalRecord.range(position, length, (int) sum.getValue()));
    }
    unsynced.addAndGet(length);
    return ranges.add(position, position + length);
  }

  /// Bytes written since the last [#sync].
  long unsynced() {
    return unsynced.get();
  }

  /// Puts what was written so far on stable storage, then says so in the journal.
  void sync() throws IOException {
    long written = unsynced.get();
    long covered = journal == null ? 0 : journal.length();
    force();
    if (journal != null) {
      journal.append(JournalRecord.synced(covered));
    }
    durable = covered;
    unsynced.addAndGet(-written);
  }

  /// The system tells once that it could not write, and takes the bytes for written from then on:
  /// reading shows them as long as they are in memory, and the next sync succeeds.
  private void force() throws IOException {
    if (lost) {
      throw new IOException("some of it could not be brought onto the disk");
    }
    try {
      syncing.sync(handle);
    } catch (IOException e) {
      lost = true;
      throw e;
    }
  }

  /// Makes the file the blob.
  void publish(Path blob) throws IOException {
    force();
    Files.move(path, blob, StandardCopyOption.ATOMIC_MOVE);
    if (journal != null) {
      journal.delete();
    }
  }

  /// Throws everything away.
  void discard() throws IOException {
    Files.deleteIfExists(path);
    if (journal != null) {
      journal.delete();
    }
  }

  /// Leaves the file for the next run, when that can find it and anything in it.
  @Override
  public void close() throws IOException {
    // Asked first: a sync that the end of the handle cuts short has lost nothing.
    boolean forgetting = lost;
    handle.close();
    if (journal == null || ranges.total() == 0) {
      discard();
    }
    if (journal != null && forgetting) {
      journal.forget(durable);
    }
    if (journal != null) {
      journal.close();
    }
  }
}
