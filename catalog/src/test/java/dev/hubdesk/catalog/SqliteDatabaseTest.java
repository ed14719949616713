package dev.hubdesk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseSettings.Sqlite(folder.resolve("hub.db")), "db/hub");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void isDurableAndKeepsForeignKeys() {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("foreign_keys")).isEqualTo("1");
  }

  private String pragma(String name) {
    return database.write(h -> h.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  @Test
  void isReadableToItsOwnerOnly() throws Exception {
    add("a");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(f ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void givesBackWhatTheWorkReturnsAndThrowsWhatItThrows() {
    assertThat(count()).isZero();
    assertThatThrownBy(() ->
            database.write(_ -> {
              throw new java.io.IOException("mine");
            }))
        .isExactlyInstanceOf(java.io.IOException.class)
        .hasMessage("mine");
  }

  @Test
  void aFailedWriteTakesNoOtherOfItsGroupWithIt() throws Exception {
    var gate = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> plug = threads.submit(() -> database.write(_ -> awaitQuietly(gate)));
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String name = "n" + i;
        boolean fails = i % 3 == 0;
        writes.add(
            threads.submit(() ->
                database.write(h -> {
                  insert(h, name);
                  if (fails) {
                    throw new IllegalArgumentException(name);
                  }
                  return 1;
                })));
      }
      Thread.sleep(200);
      gate.countDown();
      plug.get();
      for (int i = 0; i < 100; i++) {
        Future<?> write = writes.get(i);
        if (i % 3 == 0) {
          assertThatThrownBy(write::get).hasRootCauseMessage("n" + i);
        } else {
          write.get();
        }
      }
    }
    assertThat(count()).isEqualTo(66);
  }

  @Test
  void aFullDiskIsSaidAndUndoneAndTheNextWriteWorks() {
    add("before");
    database.write(h -> h.createQuery("PRAGMA max_page_count = 1").mapTo(Long.class).one());
    String large = "x".repeat(100_000);
    assertThatThrownBy(() -> add(large))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.StorageFull.class));
    database.write(h -> h.createQuery("PRAGMA max_page_count = 100000").mapTo(Long.class).one());
    assertThat(count()).isEqualTo(1);
    add(large);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aFullDiskInAGroupFailsOnlyWhoDoesNotFit() throws Exception {
    database.write(h -> h.createQuery("PRAGMA max_page_count = 30").mapTo(Long.class).one());
    var gate = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> plug = threads.submit(() -> database.write(_ -> awaitQuietly(gate)));
      Future<?> small = threads.submit(() -> add("small"));
      Future<?> large = threads.submit(() -> add("x".repeat(1_000_000)));
      Future<?> other = threads.submit(() -> add("other"));
      Thread.sleep(200);
      gate.countDown();
      plug.get();
      small.get();
      other.get();
      assertThatThrownBy(large::get).hasCauseInstanceOf(FailureException.class);
    }
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void readersSeeOneSnapshot() throws Exception {
    add("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var read = new CountDownLatch(1);
      var written = new CountDownLatch(1);
      Future<List<Integer>> counts =
          threads.submit(() ->
              database.read(h -> {
                int before = count(h);
                read.countDown();
                awaitQuietly(written);
                return List.of(before, count(h));
              }));
      read.await();
      add("b");
      written.countDown();
      assertThat(counts.get()).containsExactly(1, 1);
      assertThat(count()).isEqualTo(2);
    }
  }

  @Test
  void aReaderCannotWrite() {
    assertThatThrownBy(() ->
            database.read(h -> {
              return insert(h, "a");
            }))
        .isInstanceOf(JdbiException.class);
    assertThat(count()).isZero();
  }

  @Test
  void workInsideWorkIsRefusedInsteadOfWaitingForItself() {
    assertThatThrownBy(() -> database.write(_ -> database.write(SqliteDatabaseTest::count)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedDatabaseSaysSo() {
    database.close();
    assertThatThrownBy(this::count)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("closed");
    database.close();
  }

  @Test
  void whatWasAcceptedBeforeClosingIsDone() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = new CountDownLatch(1);
      Future<?> slow =
          threads.submit(() ->
              database.write(h -> {
                started.countDown();
                Thread.sleep(300);
                return insert(h, "a");
              }));
      started.await();
      database.close();
      slow.get();
    }
    open();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    database.write(h ->
        h.execute(
            "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                + " script, checksum, installed_by, execution_time, success)"
                + " VALUES (999, '999', 'future', 'SQL', 'V999__future.sql', 1, 'x', 1, 1)"));
    database.close();
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnusableException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("text.db"), "not a database".repeat(1000));
    assertThatThrownBy(() -> Database.open(new DatabaseSettings.Sqlite(file), "db/hub"))
        .isInstanceOf(DatabaseUnusableException.class);
  }

  private int add(String name) {
    return database.write(h -> insert(h, name));
  }

  private int count() {
    return database.read(SqliteDatabaseTest::count);
  }

  private static int insert(Handle handle, String name) {
    return handle.execute("INSERT INTO lease (name, holder, expires_at) VALUES (?, 'h', 1)", name);
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM lease").mapTo(Integer.class).one();
  }

  private static boolean awaitQuietly(CountDownLatch gate) throws InterruptedException {
    gate.await();
    return true;
  }
}
