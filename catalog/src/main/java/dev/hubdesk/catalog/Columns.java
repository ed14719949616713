package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// How our values stand in columns: ids of objects as bytes, times as epoch milliseconds.
final class Columns {

  private static final HexFormat HEX = HexFormat.of();

  private Columns() {}

  static byte[] bytes(Oid oid) {
    return HEX.parseHex(oid.hex());
  }

  static byte @Nullable [] bytesOrNull(@Nullable Oid oid) {
    return oid == null ? null : bytes(oid);
  }

  static byte[] bytes(Sha256 oid) {
    return HEX.parseHex(oid.hex());
  }

  static Oid oid(ResultSet row, String column) throws SQLException {
    return new Oid(HEX.formatHex(row.getBytes(column)));
  }

  static @Nullable Oid oidOrNull(ResultSet row, String column) throws SQLException {
    byte @Nullable [] bytes = row.getBytes(column);
    return bytes == null ? null : new Oid(HEX.formatHex(bytes));
  }

  static Sha256 sha256(ResultSet row, String column) throws SQLException {
    return Sha256.of(row.getBytes(column));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  static @Nullable Long millisOrNull(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
