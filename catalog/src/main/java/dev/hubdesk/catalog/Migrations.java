package dev.hubdesk.catalog;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings a database to the layout that this version knows. One set of numbered files serves both
/// databases; the few words that they spell differently are placeholders.
final class Migrations {

  // id: a number that is a primary key. binary: a column of bytes. name: text that is compared and
  // sorted byte by byte. clustered: ends
  // a table whose rows live in its primary key, where there is such a thing.
  private static final Map<String, String> SQLITE =
      Map.of("id", "INTEGER", "binary", "BLOB", "name", "TEXT", "clustered", "WITHOUT ROWID");
  private static final Map<String, String> POSTGRES =
      Map.of("id", "BIGINT", "binary", "BYTEA", "name", "TEXT COLLATE \"C\"", "clustered", "");

  private Migrations() {}

  /// Migrates a SQLite file. One that has rows of an older version is copied beside itself first,
  /// so that a person can go back.
  static void sqlite(DataSource source, Path file, String folder) {
    migrate(
        configuration(folder, SQLITE)
            .dataSource(source)
            .callbacks(new CopyBeforeMigration(source, file)));
  }

  /// Migrates on connections of its own, at the isolation that Flyway's lock counts on: a node that
  /// waited for another must see what that one has done.
  static void postgres(DatabaseSettings.Postgres settings, String folder) {
    migrate(
        configuration(folder, POSTGRES)
            .dataSource(settings.url(), settings.user(), settings.password()));
  }

  private static FluentConfiguration configuration(String folder, Map<String, String> dialect) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .locations("classpath:" + folder)
        .failOnMissingLocations(true)
        .placeholders(dialect)
        // A migration that we do not know was made by a newer version: refuse, do not guess.
        .ignoreMigrationPatterns(new String[0])
        .validateMigrationNaming(true)
        .loggers("slf4j");
  }

  private static void migrate(FluentConfiguration configuration) {
    try {
      configuration.load().migrate();
    } catch (FlywayException e) {
      throw new DatabaseUnusableException(
          "The database could not be brought up to date (was it used by a newer version?): "
              + e.getMessage(),
          e);
    }
  }
}
