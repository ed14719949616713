package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Tells the errors of a database that have an answer of their own from those that are defects.
final class SqlFailures {

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String DISK_FULL = "53100";

  /// Classes of states: the connection broke, the server stops or has no connection left.
  private static final String CONNECTION_LOST = "08";

  private static final String SERVER_STOPS = "57P";

  private SqlFailures() {}

  /// What the caller gets for an error: a [FailureException] where there is a word for it, else the
  /// error itself.
  static RuntimeException translate(RuntimeException error) {
    Failure failure = sqlCause(error).map(SqlFailures::failure).orElse(null);
    return failure == null ? error : new FailureException(failure);
  }

  /// Whether the transaction lost against another one and may win when it is tried again.
  static boolean isRetriable(Throwable error) {
    return sqlCause(error)
        .map(SQLException::getSQLState)
        .filter(state -> state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK))
        .isPresent();
  }

  private static @Nullable Failure failure(SQLException error) {
    if (error instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      if (code == SQLiteErrorCode.SQLITE_FULL) {
        return new Failure.StorageFull();
      }
      return code.name().startsWith("SQLITE_BUSY") ? busy() : null;
    }
    if (DISK_FULL.equals(error.getSQLState())) {
      return new Failure.StorageFull();
    }
    boolean notNow =
        isRetriable(error)
            || error instanceof SQLTransientConnectionException
            || String.valueOf(error.getSQLState()).startsWith(CONNECTION_LOST)
            || String.valueOf(error.getSQLState()).startsWith(SERVER_STOPS);
    return notNow ? busy() : null;
  }

  private static Failure busy() {
    return new Failure.Unavailable("The database is busy; try again");
  }

  private static Optional<SQLException> sqlCause(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
