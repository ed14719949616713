package dev.hubdesk.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server. Writers are serialisable, as they are on SQLite by nature, so that no rule
/// has to be thought through twice; who loses against another writer is tried again.
final class PostgresDatabase implements Database {

  /// Connections of this process that write, and that read.
  private static final int WRITERS = 8;

  private static final int READERS = 12;

  /// Most times that a write is tried.
  private static final int ATTEMPTS = 40;

  /// Longest pause between two attempts, in milliseconds.
  private static final int LONGEST_PAUSE = 100;

  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writers;
  private final Jdbi readers;

  private PostgresDatabase(HikariDataSource writerPool, HikariDataSource readerPool) {
    this.writerPool = writerPool;
    this.readerPool = readerPool;
    writers = Jdbi.create(writerPool);
    readers = Jdbi.create(readerPool);
  }

  static PostgresDatabase open(DatabaseSettings.Postgres settings, String migrations) {
    try {
      HikariDataSource writers = pool(settings, "TRANSACTION_SERIALIZABLE", WRITERS, false);
      try {
        Migrations.postgres(settings, migrations);
        return new PostgresDatabase(
            writers, pool(settings, "TRANSACTION_REPEATABLE_READ", READERS, true));
      } catch (RuntimeException e) {
        writers.close();
        throw e;
      }
    } catch (HikariPool.PoolInitializationException e) {
      throw new DatabaseUnusableException(
          "The database " + settings + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X {
    try {
      return once(readers, work);
    } catch (JdbiException e) {
      throw SqlFailures.translate(e);
    }
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(writers, work);
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !SqlFailures.isRetriable(e)) {
          throw SqlFailures.translate(e);
        }
        pause(attempt);
      }
    }
  }

  private <T extends @Nullable Object, X extends Exception> T once(Jdbi jdbi, Work<T, X> work)
      throws X {
    if (writerPool.isClosed()) {
      throw new FailureException(new Failure.Unavailable("The database is closed"));
    }
    return jdbi.inTransaction(work::with);
  }

  /// Random, so that two who met do not meet again. An interrupt is kept for afterwards.
  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(Math.min(2 << attempt, LONGEST_PAUSE)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static HikariDataSource pool(
      DatabaseSettings.Postgres settings, String isolation, int size, boolean readOnly) {
    var config = new HikariConfig();
    config.setPoolName(readOnly ? "postgres-readers" : "postgres-writers");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setTransactionIsolation(isolation);
    config.setReadOnly(readOnly);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "hubdesk");
    return new HikariDataSource(config);
  }

  @Override
  public void close() {
    writerPool.close();
    readerPool.close();
  }
}
