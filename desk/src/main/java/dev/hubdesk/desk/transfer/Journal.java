package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// Which ranges of a partial file are there: lines appended as the bytes are written.
///
/// A line is written after its bytes, so when this process dies both are in the system's memory and
/// every line is true. When the whole machine dies the disk may know the line and not the bytes;
/// therefore data is synced from time to time, then a SYNCED line follows, and lines after the last
/// SYNCED are believed only when the bytes have the sum that the line names.
final class Journal implements AutoCloseable {

  private static final int LINES_AT_ONCE = 2048;

  private final Path path;
  private final RandomAccessFile file;
  private long length;

  private Journal(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /// Opens the journal and keeps other processes from doing the same. The lock dies with the
  /// process. Where the file system has no locks nobody owns the journal: empty.
  static Optional<Journal> open(Path path) throws IOException {
    var file = new RandomAccessFile(path.toFile(), "rw");
    try {
      FileLock lock = file.getChannel().tryLock();
      // A journal that was removed before the lock was ours belongs to the past.
      if (lock != null && Files.exists(path)) {
        return Optional.of(new Journal(path, file));
      }
    } catch (IOException | OverlappingFileLockException _) {
      // Not ours: the caller does without a journal.
    }
    file.close();
    return Optional.empty();
  }

  /// Passes on the sound lines from the start; what follows them is cut off. Reads through the one
  /// handle: closing another one would drop the lock.
  ///
  /// @throws IOException when the journal cannot be read
  void replay(Consumer<JournalRecord> lines) throws IOException {
    var block = new byte[LINES_AT_ONCE * JournalRecord.BYTES];
    long position = 0;
    while (true) {
      int passed = replay(block, read(block, position), lines);
      position += passed;
      if (passed < block.length) {
        cut(position);
        return;
      }
    }
  }

  private static int replay(byte[] block, int length, Consumer<JournalRecord> lines) {
    int place = 0;
    while (place + JournalRecord.BYTES <= length) {
      Optional<JournalRecord> line =
          JournalRecord.parse(Arrays.copyOfRange(block, place, place + JournalRecord.BYTES));
      if (line.isEmpty()) {
        break;
      }
      lines.accept(line.get());
      place += JournalRecord.BYTES;
    }
    return place;
  }

  private int read(byte[] block, long position) throws IOException {
    int wanted = (int) Math.min(block.length, file.length() - position);
    file.seek(position);
    file.readFully(block, 0, wanted);
    return wanted;
  }

  /// Starts over.
  void reset(long size) throws IOException {
    cut(0);
    append(JournalRecord.size(size));
  }

  /// Forgets what was written after a place in it. What was before is on stable storage.
  synchronized void forget(long after) throws IOException {
    cut(after);
    if (after > 0) {
      append(JournalRecord.synced(after));
    }
  }

  synchronized void append(JournalRecord record) throws IOException {
    file.seek(length);
    file.write(record.bytes());
    length += JournalRecord.BYTES;
  }

  synchronized long length() {
    return length;
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private synchronized void cut(long to) throws IOException {
    file.setLength(to);
    length = to;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
