package dev.hubdesk.catalog;

import org.jdbi.v3.core.Handle;

/// A database that rows live in: one writer and many readers on SQLite, a pool on PostgreSQL.
public interface Database extends AutoCloseable {

  /// Reads in one consistent snapshot.
  <T> T read(Work<T> work);

  /// Writes in one transaction, committed durably when this returns. `work` may run more than once
  /// and must have no effect outside the transaction.
  <T> T write(Work<T> work);

  @Override
  void close();

  /// What is done with a connection.
  @FunctionalInterface
  interface Work<T> {
    T with(Handle handle);
  }
}
