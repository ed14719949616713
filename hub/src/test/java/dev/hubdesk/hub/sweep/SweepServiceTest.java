package dev.hubdesk.hub.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
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
    try (Catalog catalog = Catalog.open(new DatabaseSettings.Sqlite(folder.resolve("hub.db")));
        BlobStore blobs = new Watched(() -> during[0] = swept(service[0]));
        GitStore git =
            new GitStore(
                blobs,
                catalog.ledger(),
                new GitSettings(GitSettings.MIN_BLOCK_CACHE_BYTES, folder))) {
      service[0] =
          new SweepService(
              blobs,
              git,
              catalog.lfsObjects(),
              catalog.leases(),
              Duration.ofHours(1),
              Clock.systemUTC());

      assertThat(service[0].sweep(true)).isPresent();
      assertThat(during[0]).isEqualTo(Optional.empty());
      assertThat(service[0].sweep(false)).isPresent();
    }
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
