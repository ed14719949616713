package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.zip.CRC32C;

/// What an earlier run left, as far as it can be believed.
final class Recovery {

  /// The longest range that is checked in one piece; longer lines are never written.
  static final int MAX_RANGE = 1 << 20;

  private final Journal journal;
  private final RandomAccessFile data;
  private final long size;
  private final CancelSignal stop;
  private final RangeSet ranges = new RangeSet();
  private boolean started;
  private boolean sound = true;
  private boolean taken;
  private long synced;
  private long place;
  private long durable;

  Recovery(Journal journal, RandomAccessFile data, long size, CancelSignal stop) {
    this.journal = journal;
    this.data = data;
    this.size = size;
    this.stop = stop;
  }

  /// The ranges that are there; the journal is ready for more.
  RangeSet ranges() throws IOException {
    journal.replay(this::survey);
    if (!started || data.length() != size) {
      data.setLength(0);
      journal.reset(size);
      return ranges;
    }
    place = 0;
    journal.replay(this::believe);
    if (sound) {
      durable = synced;
    } else {
      rewrite();
    }
    return ranges;
  }

  /// Whether the disk has given all blocks of the file.
  boolean isTaken() {
    return taken;
  }

  /// How much of the journal tells of data on stable storage, in bytes.
  long durable() {
    return durable;
  }

  private void survey(JournalRecord line) {
    started |= place == 0 && isStart(line);
    if (line.kind() == JournalRecord.Kind.SYNCED) {
      synced = Math.max(synced, line.first());
    }
    place += JournalRecord.BYTES;
  }

  private void believe(JournalRecord line) {
    taken |= line.kind() == JournalRecord.Kind.TAKEN;
    if (line.kind() == JournalRecord.Kind.RANGE) {
      boolean believed = isInside(line) && (place < synced || isAsWritten(line));
      sound &= believed;
      if (believed) {
        ranges.add(line.first(), line.first() + line.second());
      }
    }
    place += JournalRecord.BYTES;
  }

  private boolean isStart(JournalRecord line) {
    return line.kind() == JournalRecord.Kind.SIZE
        && line.first() == size
        && line.second() == JournalRecord.VERSION;
  }

  private boolean isInside(JournalRecord line) {
    return line.first() >= 0
        && line.second() > 0
        && line.second() <= MAX_RANGE
        && line.first() <= size - line.second();
  }

  private boolean isAsWritten(JournalRecord line) {
    return DiskException.onDisk(() -> sum(line.first(), (int) line.second())) == line.dataSum();
  }

  private int sum(long start, int length) throws IOException {
    stop.check();
    var bytes = new byte[length];
    data.seek(start);
    data.readFully(bytes);
    var crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /// Writes a journal of a file of which the beginning is there.
  void begin(long length) throws IOException {
    ranges.add(0, length);
    rewrite();
  }

  /// A journal with a false line is written anew, so that a later SYNCED can not make it true. All
  /// is read before anything is written: whoever stops it loses no line.
  private void rewrite() throws IOException {
    var lines = new ArrayList<JournalRecord>();
    for (ByteSpan range : ranges.list()) {
      for (long start = range.start(); start < range.end(); start += MAX_RANGE) {
        int length = (int) Math.min(MAX_RANGE, range.end() - start);
        lines.add(JournalRecord.range(start, length, sum(start, length)));
      }
    }
    journal.reset(size);
    if (taken) {
      journal.append(JournalRecord.taken(size));
    }
    for (JournalRecord line : lines) {
      journal.append(line);
    }
  }
}
