package dev.hubdesk.catalog;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A database that rows live in: one writer and many readers on SQLite, a pool on PostgreSQL.
///
/// Transactions behave as if they ran one after the other, on both. Whoever has work running on one
/// must not start another from inside it.
public interface Database extends AutoCloseable {

  /// Opens a database, makes it if it is not there, and migrates it.
  ///
  /// @param migrations the folder of the class path with its `V001__….sql` files; each database has
  ///   its own
  /// @throws DatabaseUnusableException when it cannot be opened or was written by a newer version
  static Database open(DatabaseSettings settings, String migrations) {
    return switch (settings) {
      case DatabaseSettings.Sqlite sqlite -> SqliteDatabase.open(sqlite, migrations);
      case DatabaseSettings.Postgres postgres -> PostgresDatabase.open(postgres, migrations);
    };
  }

  /// Reads in one consistent snapshot.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `Unavailable` when the database is closed
  ///   or does not answer
  <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X;

  /// Writes in one transaction, committed durably when this returns; whatever `work` throws undoes
  /// it. `work` may run more than once and must have no effect outside the transaction.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `Unavailable` when the database is closed
  ///   or does not answer, `StorageFull` when its disk is full
  <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X;

  /// Finishes what was accepted and refuses what comes later.
  @Override
  void close();

  /// What is done with a connection: statements only, no waiting for anything else.
  @FunctionalInterface
  interface Work<T extends @Nullable Object, X extends Exception> {
    T with(Handle handle) throws X;
  }
}
