package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which ranges of a partial file are there: lines appended as the bytes are written.
///
/// A line is written after its bytes, so when this process dies both are in the system's memory and
/// every line is true. When the whole machine dies the disk may know the line and not the bytes;
/// therefore data is synced from time to time, then a SYNCED line follows, and lines after the last
/// SYNCED are believed only when the bytes have the sum that the line names.
final class Journal implements AutoCloseable {

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

  /// The sound lines from the start; what follows them is cut off.
  List<JournalRecord> load() throws IOException {
    var lines = new ArrayList<JournalRecord>();
    var bytes = new byte[(int) Math.min(file.length(), Integer.MAX_VALUE - JournalRecord.BYTES)];
    file.seek(0);
    file.readFully(bytes);
    int position = 0;
    while (position + JournalRecord.BYTES <= bytes.length) {
      var line = new byte[JournalRecord.BYTES];
      System.arraycopy(bytes, position, line, 0, line.length);
      Optional<JournalRecord> record = JournalRecord.parse(line);
      if (record.isEmpty()) {
        break;
      }
      lines.add(record.get());
      position += line.length;
    }
    cut(position);
    return lines;
  }

  /// Starts over.
  void reset(long size) throws IOException {
    cut(0);
    append(JournalRecord.size(size));
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
