package dev.hubdesk.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies a SQLite file to `<file>.before-<first new version>` when migrations are about to change
/// rows that are there already. A copy that exists is kept: it is of the state before an attempt
/// that failed.
final class CopyBeforeMigration implements Callback {

  private static final Logger log = LoggerFactory.getLogger(CopyBeforeMigration.class);

  private final DataSource source;
  private final Path file;
  private boolean done;

  CopyBeforeMigration(DataSource source, Path file) {
    this.source = source;
    this.file = file;
  }

  @Override
  public String getCallbackName() {
    return "copy before migration";
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE && !done;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    done = true;
    Path copy =
        file.resolveSibling(
            file.getFileName() + ".before-" + context.getMigrationInfo().getVersion());
    // A connection of its own sees what is committed, whatever transaction the migration is in.
    try (Connection connection = source.getConnection()) {
      if (hasMigrated(connection) && !Files.exists(copy)) {
        log.info("Copying the database to {} before it is migrated", copy.getFileName());
        copy(connection, copy);
      }
    } catch (SQLException e) {
      throw new FlywayException("the database could not be copied before its migration", e);
    }
  }

  private static boolean hasMigrated(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM flyway_schema_history WHERE success")) {
      return rows.next() && rows.getInt(1) > 0;
    }
  }

  private static void copy(Connection connection, Path copy) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, copy.toAbsolutePath().toString());
      statement.execute();
    }
  }
}
