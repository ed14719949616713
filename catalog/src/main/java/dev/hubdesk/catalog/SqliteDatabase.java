package dev.hubdesk.catalog;

import dev.hubdesk.catalog.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// A SQLite file. Native code would pin the carrier of a virtual thread, so platform threads of its
/// own do the work: one that writes, with group commit, and a few that read.
final class SqliteDatabase implements Database {

  private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

  /// Threads that read.
  static final int READERS = 8;

  /// Most writes that share one commit.
  static final int GROUP = 128;

  /// How long to wait for another process (a backup) that holds the file, in milliseconds.
  private static final int BUSY_TIMEOUT = 10_000;

  private final RequestQueue writes = new RequestQueue();
  private final RequestQueue reads = new RequestQueue();
  private final List<Worker> workers = new ArrayList<>();

  private SqliteDatabase(SQLiteDataSource source) throws SQLException {
    workers.add(
        new Worker("sqlite-writer", writes, GROUP, SqliteSession.writer(source.getConnection())));
    for (int i = 0; i < READERS; i++) {
      workers.add(
          new Worker("sqlite-reader-" + i, reads, 1, SqliteSession.reader(source.getConnection())));
    }
    workers.forEach(Thread::start);
  }

  static SqliteDatabase open(DatabaseSettings.Sqlite settings, String migrations) {
    try {
      createPrivately(settings.file());
      SQLiteDataSource source = source(settings.file());
      Migrations.sqlite(source, settings.file(), migrations);
      return new SqliteDatabase(source);
    } catch (IOException | SQLException e) {
      throw new DatabaseUnusableException(
          "The database " + settings.file() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X {
    return ask(reads, work);
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
    return ask(writes, work);
  }

  private static <T extends @Nullable Object, X extends Exception> T ask(
      RequestQueue queue, Work<T, X> work) throws X {
    if (Thread.currentThread() instanceof Worker) {
      throw new IllegalStateException("work on a database was started from inside other work");
    }
    Request<T, X> request = new Request<>(work);
    queue.add(request);
    return request.await();
  }

  @Override
  public void close() {
    writes.close();
    reads.close();
    workers.forEach(Worker::finish);
  }

  private static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  /// Makes the file readable to its owner alone; SQLite gives its side files the same rights.
  private static void createPrivately(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.createFile(file, OwnerOnly.rights(file));
    } catch (FileAlreadyExistsException e) {
      log.trace("The database exists", e);
    }
  }

  /// A platform thread with a connection of its own.
  private static final class Worker extends Thread {

    private final RequestQueue queue;
    private final int most;
    private final SqliteSession session;

    Worker(String name, RequestQueue queue, int most, SqliteSession session) {
      super(name);
      setDaemon(true);
      this.queue = queue;
      this.most = most;
      this.session = session;
    }

    @Override
    public void run() {
      List<Request<?, ?>> requests = queue.take(most);
      while (!requests.isEmpty()) {
        session.serve(requests);
        requests = queue.take(most);
      }
    }

    /// Waits for the last request and closes the connection.
    void finish() {
      try {
        join();
        session.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        log.warn("Interrupted while a database was closing");
      } catch (SQLException e) {
        log.warn("A connection did not close", e);
      }
    }
  }
}
