package dev.hubdesk.testkit.catalog;

import dev.hubdesk.catalog.DatabaseSettings;
import org.junit.jupiter.api.Nested;

class PostgresCatalogTest {

  private static DatabaseSettings fresh() {
    return TestPostgres.newDatabase();
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
