package dev.hubdesk.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One SQLite connection and how requests run on it. Transactions are begun and ended in SQL: the
/// driver's own begin another one at every commit.
final class SqliteSession implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SqliteSession.class);

  private final Connection connection;
  private final Statement statement;
  private final Handle handle;
  private final String begin;

  private SqliteSession(Connection connection, String begin) throws SQLException {
    this.connection = connection;
    this.begin = begin;
    statement = connection.createStatement();
    handle = Jdbi.create(connection).open();
  }

  /// A session that writes: each transaction takes the lock at once, so that no statement in it can
  /// fail for want of it.
  static SqliteSession writer(Connection connection) throws SQLException {
    return new SqliteSession(connection, "BEGIN IMMEDIATE");
  }

  /// A session that reads and refuses to write.
  static SqliteSession reader(Connection connection) throws SQLException {
    var session = new SqliteSession(connection, "BEGIN");
    session.statement.execute("PRAGMA query_only = ON");
    return session;
  }

  /// Serves requests with as few commits as possible, each as if it were alone.
  void serve(List<Request<?, ?>> requests) {
    if (requests.size() == 1 || !commitTogether(requests)) {
      requests.forEach(this::commitAlone);
    }
    requests.forEach(Request::answer);
  }

  /// One transaction with a savepoint for each request, so that one that fails takes no other with
  /// it. False when the transaction itself failed: then nothing of it is there.
  private boolean commitTogether(List<Request<?, ?>> requests) {
    try {
      statement.execute(begin);
      for (Request<?, ?> request : requests) {
        statement.execute("SAVEPOINT request");
        if (!request.run(handle)) {
          statement.execute("ROLLBACK TO request");
        }
        statement.execute("RELEASE request");
      }
      statement.execute("COMMIT");
      return true;
    } catch (SQLException e) {
      rollBack(e);
      log.debug("A group commit failed; its requests are tried one by one", e);
      return false;
    }
  }

  private void commitAlone(Request<?, ?> request) {
    try {
      statement.execute(begin);
      if (request.run(handle)) {
        statement.execute("COMMIT");
      } else {
        rollBack(null);
      }
    } catch (SQLException e) {
      rollBack(e);
      request.fail(e);
    }
  }

  /// After some errors (a full disk is one) SQLite has rolled back by itself and refuses this.
  private void rollBack(@Nullable SQLException reason) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      if (reason != null) {
        reason.addSuppressed(e);
      }
      log.debug("Nothing was left to roll back", e);
    }
  }

  @Override
  public void close() throws SQLException {
    handle.close();
    connection.close();
  }
}
