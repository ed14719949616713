package dev.hubdesk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyBeforeMigrationTest {

  @TempDir Path folder;

  @Test
  void keepsACopyOfTheRowsThatAMigrationChanges() throws IOException {
    try (Database older = open("hub.db", "db/older")) {
      older.write(handle -> handle.execute("INSERT INTO thing (name) VALUES ('precious')"));
    }
    try (Database newer = open("hub.db", "db/newer")) {
      assertThat(things(newer)).isEmpty();
    }
    assertThat(copies()).containsExactly("hub.db.before-002");
    try (Database copy = open("hub.db.before-002", "db/older")) {
      assertThat(things(copy)).containsExactly("precious");
    }
  }

  @Test
  void copiesNeitherANewDatabaseNorOneThatIsUpToDate() throws IOException {
    open("hub.db", "db/newer").close();
    open("hub.db", "db/newer").close();
    assertThat(copies()).isEmpty();
  }

  private Database open(String file, String migrations) {
    return Database.open(new DatabaseSettings.Sqlite(folder.resolve(file)), migrations);
  }

  private static List<String> things(Database database) {
    return database.read(
        handle -> handle.createQuery("SELECT name FROM thing").mapTo(String.class).list());
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(".before-"))
          .toList();
    }
  }
}
