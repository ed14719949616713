package dev.hubdesk.testkit.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import dev.hubdesk.blobs.DirectoryBlobs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobsTest extends BlobStoreContract {

  private static final BlobKey KEY = new BlobKey("lfs/ab/cd/abcd");

  @TempDir private Path root;

  @Override
  protected BlobStore openEmpty() throws IOException {
    return DirectoryBlobs.open(root.resolve("blobs"));
  }

  @Test
  void findsItsBlobsAgainWhenItIsOpenedAgain() throws IOException {
    put(store, KEY, bytes(10_000, 1));
    store.close();
    try (BlobStore again = openEmpty();
        InputStream in = again.open(KEY)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes(10_000, 1));
    }
  }

  @Test
  void putsEachBlobWhereItsKeySays() throws IOException {
    put(store, KEY, bytes(10, 2));
    assertThat(store.localFile(KEY)).hasValue(root.resolve("blobs/lfs/ab/cd/abcd"));
  }

  @Test
  void removesOnlyLeftoversThatAreOldEnough() throws IOException {
    BlobWriter interrupted = store.create(KEY);
    interrupted.write(bytes(500, 3));
    assertThat(incoming()).hasSize(1);
    Instant past = Instant.now().minusSeconds(60);
    assertThat(store.removeLeftovers(past)).isEqualTo(new BlobStore.Leftovers(0, 0));
    Instant future = Instant.now().plusSeconds(60);
    assertThat(store.removeLeftovers(future)).isEqualTo(new BlobStore.Leftovers(1, 500));
    assertThat(incoming()).isEmpty();
    interrupted.close();
  }

  private List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("blobs/.tmp"))) {
      return files.toList();
    }
  }

  @Test
  void throwsWhenAFileIsShorterThanItWas() throws IOException {
    put(store, KEY, bytes(200_000, 4));
    Path file = store.localFile(KEY).orElseThrow();
    try (InputStream in = store.open(KEY)) {
      assertThat(in.read()).isNotNegative();
      Files.write(file, new byte[10]);
      assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
    }
  }
}
