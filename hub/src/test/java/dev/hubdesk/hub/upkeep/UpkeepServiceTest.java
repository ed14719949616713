package dev.hubdesk.hub.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.git.GitSettings;
import dev.hubdesk.git.GitStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepServiceTest {

  private static final long REPOSITORY = 7;

  @TempDir private Path folder;

  @Test
  void goesOnAtOnceWhereAKilledProcessOfThisNodeWasButNotWhereAnotherNodeIs() throws IOException {
    try (Catalog catalog = Catalog.open(new DatabaseSettings.Sqlite(folder.resolve("hub.db")));
        BlobStore blobs = new MemoryBlobs();
        GitStore git =
            new GitStore(
                blobs,
                catalog.ledger(),
                new GitSettings(GitSettings.MIN_BLOCK_CACHE_BYTES, folder))) {
      Instant now = Instant.now();
      catalog.leases().acquire("upkeep/" + REPOSITORY, "a", now, now.plusSeconds(600));

      assertThat(service(catalog, git, "b").collect(REPOSITORY, false, true)).isEmpty();
      assertThat(service(catalog, git, "a").collect(REPOSITORY, false, true)).isPresent();
      assertThat(service(catalog, git, "b").collect(REPOSITORY, false, true)).isPresent();
    }
  }

  private static UpkeepService service(Catalog catalog, GitStore git, String node) {
    return new UpkeepService(git, catalog.leases(), node, Duration.ZERO, Clock.systemUTC());
  }
}
