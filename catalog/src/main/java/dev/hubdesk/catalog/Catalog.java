package dev.hubdesk.catalog;

import dev.hubdesk.git.Ledger;

/// Everything the Hub keeps in rows. Reads tell the newest committed state; nothing is cached.
public final class Catalog implements AutoCloseable {

  /// Opens the database and migrates it.
  public static Catalog open(DatabaseSettings settings) {
    throw new UnsupportedOperationException();
  }

  public Accounts accounts() {
    throw new UnsupportedOperationException();
  }

  public Tokens tokens() {
    throw new UnsupportedOperationException();
  }

  public Repositories repositories() {
    throw new UnsupportedOperationException();
  }

  public LfsObjects lfsObjects() {
    throw new UnsupportedOperationException();
  }

  public Ledger ledger() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
