package dev.hubdesk.catalog;

import dev.hubdesk.git.Ledger;
import java.time.InstantSource;

/// Everything the Hub keeps in rows. Reads tell the newest committed state; nothing is cached.
public final class Catalog implements AutoCloseable {

  private static final String MIGRATIONS = "db/hub";

  private final Database database;
  private final Accounts accounts;
  private final Tokens tokens;
  private final Repositories repositories;
  private final Likes likes;
  private final LfsObjects lfsObjects;
  private final RepositoryFacts facts;
  private final ModelHeaders modelHeaders;
  private final DownloadCounts downloads;
  private final Leases leases;
  private final Ledger ledger;

  private Catalog(Database database, InstantSource clock) {
    this.database = database;
    var ids = new IdSource(clock);
    tokens = new Tokens(database, ids, clock);
    accounts = new Accounts(database, ids, clock);
    repositories = new Repositories(database, ids, clock);
    likes = new Likes(database, ids, clock);
    lfsObjects = new LfsObjects(database, ids, clock);
    facts = new RepositoryFacts(database);
    modelHeaders = new ModelHeaders(database);
    downloads = new DownloadCounts(database);
    leases = new Leases(database);
    ledger = new SqlLedger(database, ids);
  }

  /// Opens the database and migrates it.
  ///
  /// @throws DatabaseUnusableException when it cannot be opened or was written by a newer version
  public static Catalog open(DatabaseSettings settings) {
    return open(settings, InstantSource.system());
  }

  /// Opens the database with a clock of the caller's.
  public static Catalog open(DatabaseSettings settings, InstantSource clock) {
    return new Catalog(Database.open(settings, MIGRATIONS), clock);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Repositories repositories() {
    return repositories;
  }

  public Likes likes() {
    return likes;
  }

  public LfsObjects lfsObjects() {
    return lfsObjects;
  }

  public RepositoryFacts facts() {
    return facts;
  }

  public ModelHeaders modelHeaders() {
    return modelHeaders;
  }

  public DownloadCounts downloads() {
    return downloads;
  }

  public Leases leases() {
    return leases;
  }

  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    database.close();
  }
}
