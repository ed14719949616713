package dev.hubdesk.catalog;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.git.PackRecord;
import dev.hubdesk.protocol.Sha256;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Copies the database of a Hub, which may run in another process meanwhile. The database is taken
/// as it is: nothing is migrated.
public final class SqliteCopy implements AutoCloseable {

  /// How long another process may keep the database to itself.
  private static final int BUSY_TIMEOUT = 60_000;

  private final Connection connection;

  private SqliteCopy(Connection connection) {
    this.connection = connection;
  }

  /// Opens the database to be copied.
  ///
  /// @throws DatabaseUnusableException when it cannot be opened
  public static SqliteCopy of(Path file) {
    return new SqliteCopy(connect(file));
  }

  private static Connection connect(Path file) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT);
        statement.execute("PRAGMA synchronous = FULL");
      }
      return connection;
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static DatabaseUnusableException unusable(Path file, SQLException e) {
    return new DatabaseUnusableException(
        "The database " + file + " cannot be read: " + e.getMessage(), e);
  }

  /// Keeps the Hub from deleting blobs, or goes on keeping it.
  ///
  /// @return false when somebody else does
  public boolean hold(String holder, Instant now, Instant until) {
    Handle handle = handle();
    return Leases.acquire(handle, Leases.HOLD, holder, now, until);
  }

  /// Lets the Hub delete blobs again.
  public void letGo(String holder) {
    Leases.release(handle(), Leases.HOLD, holder);
  }

  private Handle handle() {
    return Jdbi.create(connection).open();
  }

  /// Writes a copy of one consistent state.
  ///
  /// @param file must not exist
  public void writeTo(Path file) {
    try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, file.toAbsolutePath().toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /// The blobs that a database names, with their sizes: live packs, and stored LFS objects.
  public Map<BlobKey, Long> blobs() {
    Map<BlobKey, Long> blobs = new TreeMap<>();
    Handle handle = handle();
    handle
        .createQuery("SELECT repository, area, name, source, created_at, objects, sizes FROM pack")
        .map((row, _) -> blobsOf(row))
        .forEach(blobs::putAll);
    handle
        .createQuery("SELECT oid, size FROM lfs_object WHERE state = 'STORED'")
        .map((row, _) -> Map.entry(Columns.sha256(row, "oid"), row.getLong("size")))
        .forEach(object -> blobs.put(BlobKey.lfs(key(object)), object.getValue()));
    return blobs;
  }

  private static Sha256 key(Map.Entry<Sha256, Long> object) {
    return object.getKey();
  }

  private static Map<BlobKey, Long> blobsOf(ResultSet row) throws SQLException {
    PackRecord pack = PackRows.pack(row, ObjectArea.valueOf(row.getString("area")));
    return pack.blobs(row.getLong("repository"));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DatabaseUnusableException("A copied database did not close", e);
    }
  }
}
