package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.Database;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.catalog.DatabaseUnusableException;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest {

  private static final String MIGRATIONS = "db/hub";

  private DatabaseSettings settings;
  private Database database;

  @BeforeEach
  void open() {
    settings = TestPostgres.newDatabase();
    database = Database.open(settings, MIGRATIONS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void undoesAWriteThatThrowsAndThrowsTheSame() {
    assertThatThrownBy(() ->
            database.write(handle -> {
              insert(handle, "a", 1);
              throw new IOException("mine");
            }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("mine");
    assertThat(sum()).isZero();
  }

  @Test
  void readersSeeOneSnapshot() {
    List<Long> sums =
        database.read(handle -> {
          long before = sum(handle);
          database.write(other -> insert(other, "a", 1));
          return List.of(before, sum(handle));
        });
    assertThat(sums).containsExactly(0L, 0L);
    assertThat(sum()).isEqualTo(1);
  }

  @Test
  void aReaderCannotWrite() {
    assertThatThrownBy(() -> database.read(handle -> insert(handle, "a", 1)))
        .isInstanceOf(JdbiException.class);
    assertThat(sum()).isZero();
  }

  /// Each of two reads what the other writes: as if one after the other, their sums are 1 and 2.
  @Test
  void aWriteThatLostIsTriedAgain() throws Exception {
    var both = new CountDownLatch(2);
    var runs = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> writes = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        writes.add(() ->
            database.write(handle -> {
              runs.incrementAndGet();
              long sum = sum(handle);
              both.countDown();
              both.await();
              return insert(handle, name, sum + 1);
            }));
      }
      for (Future<Integer> write : threads.invokeAll(writes)) {
        assertThat(write.get()).isEqualTo(1);
      }
    }
    assertThat(runs).hasValue(3);
    assertThat(sum()).isEqualTo(3);
  }

  @Test
  void aClosedDatabaseSaysSo() {
    database.close();
    assertThatThrownBy(this::sum)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("closed");
    database.close();
  }

  @Test
  void nodesThatStartAtOnceMigrateOnce() throws Exception {
    DatabaseSettings empty = TestPostgres.newDatabase();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Database>> starts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starts.add(() -> Database.open(empty, MIGRATIONS));
      }
      for (Future<Database> start : threads.invokeAll(starts)) {
        start.get().close();
      }
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    database.write(handle ->
        handle.execute(
            "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                + " script, checksum, installed_by, execution_time, success)"
                + " VALUES (999, '999', 'future', 'SQL', 'V999__future.sql', 1, 'x', 1, true)"));
    assertThatThrownBy(() -> Database.open(settings, MIGRATIONS))
        .isInstanceOf(DatabaseUnusableException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void aServerThatIsNotThereIsSaidWithoutThePassword() {
    var nowhere =
        new DatabaseSettings.Postgres("jdbc:postgresql://localhost:1/x", "u", "pass-word");
    assertThatThrownBy(() -> Database.open(nowhere, MIGRATIONS))
        .isInstanceOf(DatabaseUnusableException.class)
        .hasMessageContaining("localhost:1")
        .hasMessageNotContaining("pass-word");
  }

  private long sum() {
    return database.read(PostgresDatabaseTest::sum);
  }

  private static long sum(Handle handle) {
    return handle
        .createQuery("SELECT coalesce(sum(expires_at), 0) FROM lease")
        .mapTo(Long.class)
        .one();
  }

  private static int insert(Handle handle, String name, long value) {
    return handle.execute(
        "INSERT INTO lease (name, holder, expires_at) VALUES (?, 'h', ?)", name, value);
  }
}
