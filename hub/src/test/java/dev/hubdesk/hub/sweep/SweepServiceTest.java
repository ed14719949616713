package dev.hubdesk.hub.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.catalog.Leases;
import dev.hubdesk.git.GitSettings;
import dev.hubdesk.git.GitStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepServiceTest {

  @TempDir private Path folder;

  @Test
  void aSweepThatIsUnderWayInThisProcessIsNotJoinedByAnother() throws IOException {
    var during = new Object[1];
    SweepService[] service = new SweepService[1];
    try (Catalog catalog = catalog();
        BlobStore blobs = new Watched(() -> during[0] = swept(service[0]));
        GitStore git = git(catalog, blobs)) {
      service[0] = service(catalog, blobs, git, "a");

      assertThat(service[0].sweep(true)).isPresent();
      assertThat(during[0]).isEqualTo(Optional.empty());
      assertThat(service[0].sweep(false)).isPresent();
    }
  }

  @Test
  void goesOnAtOnceWhereAKilledProcessOfThisNodeWasButNotWhereAnotherNodeIs() throws IOException {
    try (Catalog catalog = catalog();
        BlobStore blobs = new MemoryBlobs();
        GitStore git = git(catalog, blobs)) {
      Instant now = Instant.now();
      catalog.leases().acquire("sweep", "a", now, now.plusSeconds(600));

      assertThat(service(catalog, blobs, git, "b").sweep(true)).isEmpty();
      assertThat(service(catalog, blobs, git, "a").sweep(true)).isPresent();
      assertThat(service(catalog, blobs, git, "b").sweep(true)).isPresent();
    }
  }

  @Test
  void neverGoesOnWhileABackupHoldsTheBlobs() throws IOException {
    try (Catalog catalog = catalog();
        BlobStore blobs = new MemoryBlobs();
        GitStore git = git(catalog, blobs)) {
      Instant now = Instant.now();
      catalog.leases().acquire(Leases.HOLD, "a", now, now.plusSeconds(600));

      assertThat(service(catalog, blobs, git, "a").sweep(true)).isEmpty();
    }
  }

  private Catalog catalog() {
    return Catalog.open(new DatabaseSettings.Sqlite(folder.resolve("hub.db")));
  }

  private GitStore git(Catalog catalog, BlobStore blobs) {
    return new GitStore(
        blobs, catalog.ledger(), new GitSettings(GitSettings.MIN_BLOCK_CACHE_BYTES, folder));
  }

  private static SweepService service(Catalog catalog, BlobStore blobs, GitStore git, String node) {
    return new SweepService(
        blobs,
        git,
        catalog.lfsObjects(),
        catalog.leases(),
        node,
        Duration.ofHours(1),
        Clock.systemUTC());
  }

  private static Object swept(SweepService service) {
    try {
      return service.sweep(false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Does something in the middle of a sweep.
  private static final class Watched implements BlobStore {

    private final MemoryBlobs behind = new MemoryBlobs();
    private final Supplier<Object> middle;

    Watched(Supplier<Object> middle) {
      this.middle = middle;
    }

    @Override
    public BlobWriter create(BlobKey key) throws IOException {
      return behind.create(key);
    }

    @Override
    public Optional<BlobInfo> find(BlobKey key) throws IOException {
      return behind.find(key);
    }

    @Override
    public InputStream open(BlobKey key, long offset, long length) throws IOException {
      return behind.open(key, offset, length);
    }

    @Override
    public void delete(BlobKey key) throws IOException {
      behind.delete(key);
    }

    @Override
    public Stream<BlobInfo> list(String prefix) throws IOException {
      return behind.list(prefix);
    }

    @Override
    public Leftovers removeLeftovers(Instant olderThan) throws IOException {
      Object _ = middle.get();
      return behind.removeLeftovers(olderThan);
    }

    @Override
    public void close() {
      behind.close();
    }
  }
}
