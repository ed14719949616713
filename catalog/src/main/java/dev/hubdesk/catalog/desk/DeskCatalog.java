package dev.hubdesk.catalog.desk;

import dev.hubdesk.catalog.Database;
import dev.hubdesk.catalog.DatabaseSettings;
import java.nio.file.Path;

/// Everything the Desk keeps in rows.
public final class DeskCatalog implements AutoCloseable {

  private final Database database;

  private DeskCatalog(Database database) {
    this.database = database;
  }

  /// Opens the Desk's database file, makes it if it is not there, and migrates it.
  public static DeskCatalog open(Path file) {
    return new DeskCatalog(Database.open(new DatabaseSettings.Sqlite(file), "db/desk"));
  }

  public Jobs jobs() {
    return new Jobs(database);
  }

  public Downloads downloads() {
    return new Downloads(database);
  }

  public MirrorJobs mirrorJobs() {
    return new MirrorJobs(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
