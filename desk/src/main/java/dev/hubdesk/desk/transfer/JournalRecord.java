package dev.hubdesk.desk.transfer;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One line of a journal, 32 bytes: kind, CRC-32C of the data, two numbers, CRC-32C of the line.
///
/// @param kind what the numbers mean
/// @param dataSum CRC-32C of the range's bytes
/// @param first SIZE, TAKEN: bytes of the file; RANGE: first byte; SYNCED: bytes of the journal
/// @param second RANGE: bytes of the range; else the format's version or 0
record JournalRecord(Kind kind, int dataSum, long first, long second) {

  static final int BYTES = 32;
  static final long VERSION = 1;

  private static final int SUMMED = 28;

  /// What a line says.
  enum Kind {
    /// The first line: how large the file will be.
    SIZE('F'),
    /// A range was written.
    RANGE('R'),
    /// All blocks of the file are taken from the disk.
    TAKEN('T'),
    /// The data of all lines before a place in the journal is on stable storage.
    SYNCED('S');

    private final int code;

    Kind(char code) {
      this.code = code;
    }
  }

  static JournalRecord size(long bytes) {
    return new JournalRecord(Kind.SIZE, 0, bytes, VERSION);
  }

  static JournalRecord taken(long bytes) {
    return new JournalRecord(Kind.TAKEN, 0, bytes, 0);
  }

  static JournalRecord range(long start, long length, int dataSum) {
    return new JournalRecord(Kind.RANGE, dataSum, start, length);
  }

  static JournalRecord synced(long journalBytes) {
    return new JournalRecord(Kind.SYNCED, 0, journalBytes, 0);
  }

  byte[] bytes() {
    ByteBuffer line = ByteBuffer.allocate(BYTES);
    line.putInt(kind.code).putInt(dataSum).putLong(first).putLong(second).putInt(0);
    line.putInt(sum(line.array()));
    return line.array();
  }

  /// Empty when the bytes are not a whole, sound line: the tail that a crash tore off.
  static Optional<JournalRecord> parse(byte[] bytes) {
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer line = ByteBuffer.wrap(bytes);
    if (line.getInt(SUMMED) != sum(bytes)) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.code == line.getInt(0)) {
        return Optional.of(
            new JournalRecord(kind, line.getInt(4), line.getLong(8), line.getLong(16)));
      }
    }
    return Optional.empty();
  }

  private static int sum(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, 0, SUMMED);
    return (int) crc.getValue();
  }
}
