package dev.hubdesk.testkit.catalog;

import dev.hubdesk.catalog.DatabaseSettings;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest {

  @TempDir static Path folder;
  private static final AtomicInteger databases = new AtomicInteger();

  private static DatabaseSettings fresh() {
    return new DatabaseSettings.Sqlite(folder.resolve(databases.incrementAndGet() + ".db"));
  }

  @Nested
  class Accounts extends AccountsContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Tokens extends TokensContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Repositories extends RepositoriesContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class LfsObjects extends LfsObjectsContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Ledger extends LedgerContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Upkeep extends UpkeepContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Leases extends LeasesContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Facts extends FactsContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Moves extends MovesContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class Likes extends LikesContract {
    @Override
    protected DatabaseSettings emptyDatabase() {
      return fresh();
    }
  }
}
