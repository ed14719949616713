package dev.hubdesk.catalog;

import java.nio.file.Path;

/// Which database.
public sealed interface DatabaseSettings {

  /// A file of this machine.
  record Sqlite(Path file) implements DatabaseSettings {}

  /// A PostgreSQL server.
  ///
  /// @param url `jdbc:postgresql://host:port/name`
  record Postgres(String url, String user, String password) implements DatabaseSettings {
    /// Without the parameters: one of them may be a password.
    @Override
    public String toString() {
      int parameters = url.indexOf('?');
      return parameters < 0 ? url : url.substring(0, parameters);
    }
  }
}
