package dev.hubdesk.testkit.catalog;

import dev.hubdesk.catalog.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL, one for all tests of a JVM; it stops with the JVM.
public final class TestPostgres {

  private static final AtomicInteger databases = new AtomicInteger();

  private TestPostgres() {}

  /// Started by whoever needs it first.
  private static final class Server {
    static final EmbeddedPostgres running = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            // Nothing here outlives the JVM.
            .setServerConfig("fsync", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Makes an empty database: a schema of its own, which is one for all that sees it.
  public static DatabaseSettings.Postgres newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    try (Connection connection = Server.running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = Server.running.getJdbcUrl("postgres", "postgres");
    return new DatabaseSettings.Postgres(
        url.substring(0, url.indexOf('?')) + "?currentSchema=" + name, "postgres", "postgres");
  }
}
