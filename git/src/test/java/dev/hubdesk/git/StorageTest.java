package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.DirectoryBlobs;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How packs stand in blob stores of either kind, and what memory that takes.
class StorageTest {

  private static final BlobKey KEY = new BlobKey("git/1/some.pack");

  @TempDir Path temp;

  @Test
  void readsPacksInADirectory() throws IOException {
    var shop =
        new Workshop(
            DirectoryBlobs.open(temp.resolve("blobs")), new HeapLedger(), temp.resolve("scratch"));
    shop.commit(draft -> put(draft, "d/a", "1"));
    Oid head = shop.commit(draft -> put(draft, "d/b", "2"));

    assertThat(shop.paths(head, "", true, 1)).containsExactly("d/", "d/a", "d/b");
    assertThat(shop.read(head, "d/b")).isEqualTo("2");
    assertThat(new RealGit(shop, temp.resolve("bare.git")).run("fsck", "--full", "--strict"))
        .isEmpty();
  }

  @Test
  void readsAtAnyPositionFromEitherKindOfStore() throws IOException {
    byte[] content = new byte[10_000];
    new Random(3).nextBytes(content);
    for (BlobStore blobs :
        new BlobStore[] {new MemoryBlobs(), DirectoryBlobs.open(temp.resolve("blobs"))}) {
      try (var writer = blobs.create(KEY)) {
        writer.write(content);
        writer.commit();
      }
      try (BlobChannel channel = BlobChannel.open(blobs, KEY, content.length)) {
        channel.setReadAheadBytes(3_000);
        assertThat(channel.size()).isEqualTo(content.length);
        for (int position : new int[] {0, 1_000, 9_990, 500, 510, 9_999}) {
          var target = ByteBuffer.allocate(10);
          channel.position(position);
          while (target.hasRemaining() && channel.read(target) > 0) {
            assertThat(channel.position()).isEqualTo(position + target.position());
          }
          for (int i = 0; i < target.position(); i++) {
            assertThat(target.get(i)).isEqualTo(content[position + i]);
          }
          assertThat(target.position()).isEqualTo(Math.min(10, content.length - position));
        }
        channel.position(content.length);
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
  }

  @Test
  void aBlobThatIsGoneIsAMissingFileToJGit() throws IOException {
    for (BlobStore blobs :
        new BlobStore[] {new MemoryBlobs(), DirectoryBlobs.open(temp.resolve("blobs"))}) {
      assertThatThrownBy(
              () -> {
                try (BlobChannel channel = BlobChannel.open(blobs, KEY, 10)) {
                  channel.read(ByteBuffer.allocate(1));
                }
              })
          .isInstanceOf(FileNotFoundException.class);
    }
  }

  @Test
  void holdsNoLargeFileInMemory() throws IOException {
    var shop =
        new Workshop(
            DirectoryBlobs.open(temp.resolve("blobs")), new HeapLedger(), temp.resolve("scratch"));
    long size = 128L << 20;
    var highest = new AtomicLong();
    System.gc();
    long before = usedHeap();
    Oid head =
        shop.commit(draft ->
            draft.addFile(new RepoPath("large"), new Generated(size, () -> note(highest)), size));
    try (Repository repository = shop.store.open(Workshop.REPOSITORY);
        InputStream read =
            repository
                .open(repository.entry(head, new RepoPath("large")).orElseThrow().oid())
                .openStream();
        InputStream expected = new Generated(size, () -> note(highest))) {
      byte[] ours = new byte[1 << 16];
      byte[] theirs = new byte[1 << 16];
      int n;
      while ((n = expected.readNBytes(theirs, 0, theirs.length)) > 0) {
        assertThat(read.readNBytes(ours, 0, n)).isEqualTo(n);
        assertThat(java.util.Arrays.equals(ours, 0, n, theirs, 0, n)).isTrue();
      }
      assertThat(read.read()).isEqualTo(-1);
    }
    assertThat(highest.get() - before).isLessThan(size / 2);
  }

  private static void note(AtomicLong highest) {
    System.gc();
    highest.accumulateAndGet(usedHeap(), Math::max);
  }

  private static long usedHeap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// Bytes that repeat enough to deflate quickly; now and then it lets somebody look.
  private static final class Generated extends InputStream {

    private static final long LOOK_EVERY = 32L << 20;

    private final long size;
    private final Runnable look;
    private long at;

    Generated(long size, Runnable look) {
      this.size = size;
      this.look = look;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at == size) {
        return -1;
      }
      int n = (int) Math.min(length, size - at);
      if (at / LOOK_EVERY != (at + n) / LOOK_EVERY) {
        look.run();
      }
      for (int i = 0; i < n; i++) {
        bytes[offset + i] = (byte) ((at + i) >>> 12);
      }
      at += n;
      return n;
    }
  }

  @Test
  void storesTheSameContentOnce() throws IOException {
    var shop = new Workshop(temp);
    byte[] large = new byte[100_000];
    new Random(1).nextBytes(large);
    shop.commit(draft -> add(draft, "a", large));
    long before = packBytes(shop);

    Oid head =
        shop.commit(draft -> {
          add(draft, "b", large);
          add(draft, "c", large);
          draft.delete(new RepoPath("a"));
        });

    assertThat(shop.paths(head, "", true, 10)).containsExactly("b", "c");
    assertThat(packBytes(shop) - before).isLessThan(1_000);
  }

  private static void add(CommitDraft draft, String path, byte[] content) throws IOException {
    draft.addFile(new RepoPath(path), new ByteArrayInputStream(content), content.length);
  }

  private static long packBytes(Workshop shop) {
    return shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.CONTENT).stream()
        .mapToLong(pack -> pack.sizes().getOrDefault("pack", 0L))
        .sum();
  }

  @Test
  void refusesABlobThatIsNotThere() {
    try (Repository repository = new Workshop(temp).store.open(Workshop.REPOSITORY)) {
      CommitTest.assertFailure(
          () -> repository.open(Ids.of(ObjectId.zeroId())), Failure.NotFound.class);
    }
  }
}
