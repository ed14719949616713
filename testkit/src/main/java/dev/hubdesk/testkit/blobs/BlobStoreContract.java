package dev.hubdesk.testkit.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The obligations of a [BlobStore], as a suite. A store's test extends it and says how to open an
/// empty one.
public abstract class BlobStoreContract {

  private static final BlobKey KEY = new BlobKey("lfs/ab/cd/abcd");
  private static final BlobKey OTHER = new BlobKey("lfs/ab/ff/abff");

  /// The store under test.
  protected BlobStore store;

  /// Opens an empty store.
  protected abstract BlobStore openEmpty() throws IOException;

  @BeforeEach
  void open() throws IOException {
    store = openEmpty();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// Random bytes, the same for the same seed.
  protected static byte[] bytes(int length, long seed) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Stores a blob.
  protected static void put(BlobStore store, BlobKey key, byte[] bytes) throws IOException {
    try (BlobWriter writer = store.create(key)) {
      writer.write(bytes);
      writer.commit();
    }
  }

  private byte[] read(BlobKey key, long offset, long length) throws IOException {
    try (InputStream in = store.open(key, offset, length)) {
      return in.readAllBytes();
    }
  }

  @Test
  void givesBackWhatWasStored() throws IOException {
    byte[] bytes = bytes(300_000, 1);
    put(store, KEY, bytes);
    assertThat(read(KEY, 0, Long.MAX_VALUE)).isEqualTo(bytes);
    try (InputStream in = store.open(KEY)) {
      assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
    }
  }

  @Test
  void givesBackRangesCutAtTheEnd() throws IOException {
    byte[] bytes = bytes(10_000, 2);
    put(store, KEY, bytes);
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      int offset = random.nextInt(bytes.length + 100);
      int length = random.nextInt(bytes.length);
      int from = Math.min(offset, bytes.length);
      byte[] expected = Arrays.copyOfRange(bytes, from, Math.min(from + length, bytes.length));
      assertThat(read(KEY, offset, length)).isEqualTo(expected);
    }
  }

  @Test
  void holdsEmptyBlobs() throws IOException {
    put(store, KEY, new byte[0]);
    assertThat(store.find(KEY).map(BlobInfo::size)).hasValue(0L);
    assertThat(read(KEY, 0, 10)).isEmpty();
  }

  @Test
  void tellsSizeAndTimeOfABlob() throws IOException {
    Instant before = Instant.now().minusSeconds(2);
    put(store, KEY, bytes(77, 4));
    BlobInfo info = store.find(KEY).orElseThrow();
    assertThat(info.key()).isEqualTo(KEY);
    assertThat(info.size()).isEqualTo(77);
    assertThat(info.storedAt()).isBetween(before, Instant.now().plusSeconds(2));
  }

  @Test
  void tellsAbsenceFromTrouble() throws IOException {
    assertThat(store.find(KEY)).isEmpty();
    assertThatThrownBy(() -> read(KEY, 0, 1)).isInstanceOf(NoSuchFileException.class);
    assertThat(store.localFile(KEY)).isEmpty();
    store.delete(KEY);
  }

  @Test
  void showsNothingBeforeTheCommit() throws IOException {
    try (BlobWriter writer = store.create(KEY)) {
      writer.write(bytes(50_000, 5));
      writer.flush();
      assertThat(store.find(KEY)).isEmpty();
      assertThat(keys("")).isEmpty();
      writer.commit();
      assertThat(store.find(KEY)).isPresent();
    }
    assertThat(store.find(KEY)).isPresent();
  }

  @Test
  void leavesNoTraceOfAnAbandonedWriter() throws IOException {
    try (BlobWriter writer = store.create(KEY)) {
      writer.write(bytes(50_000, 6));
    }
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.removeLeftovers(Instant.now().plus(1, ChronoUnit.DAYS)).count()).isZero();
  }

  @Test
  void keepsTheFirstOfTwoWriters() throws IOException {
    byte[] bytes = bytes(5_000, 7);
    try (BlobWriter first = store.create(KEY);
        BlobWriter second = store.create(KEY)) {
      first.write(bytes);
      second.write(bytes);
      second.commit();
      first.commit();
    }
    assertThat(read(KEY, 0, Long.MAX_VALUE)).isEqualTo(bytes);
    put(store, KEY, bytes);
    assertThat(keys("")).containsExactly(KEY.text());
    assertThat(store.removeLeftovers(Instant.now().plus(1, ChronoUnit.DAYS)).count()).isZero();
  }

  @Test
  void deletes() throws IOException {
    put(store, KEY, bytes(10, 8));
    put(store, OTHER, bytes(10, 9));
    store.delete(KEY);
    assertThat(store.find(KEY)).isEmpty();
    assertThat(keys("")).containsExactly(OTHER.text());
    put(store, KEY, bytes(10, 8));
    assertThat(read(KEY, 0, 10)).isEqualTo(bytes(10, 8));
  }

  @Test
  void listsByAnyPrefixOfTheKey() throws IOException {
    for (String key : List.of("git/1/p.pack", "git/1/p.idx", "git/12/q.pack", "lfs/aa/bb/cc")) {
      put(store, new BlobKey(key), bytes(3, 1));
    }
    assertThat(keys("")).hasSize(4);
    assertThat(keys("git/1/")).containsExactlyInAnyOrder("git/1/p.pack", "git/1/p.idx");
    assertThat(keys("git/1")).hasSize(3);
    assertThat(keys("lfs/aa/b")).containsExactly("lfs/aa/bb/cc");
    assertThat(keys("xorbs/")).isEmpty();
    assertThat(keys("../")).isEmpty();
  }

  private List<String> keys(String prefix) throws IOException {
    try (Stream<BlobInfo> blobs = store.list(prefix)) {
      return blobs.map(info -> info.key().text()).toList();
    }
  }

  @Test
  void removesWhatInterruptedWritersLeftAndNothingElse() throws IOException {
    put(store, OTHER, bytes(100, 10));
    try (BlobWriter interrupted = store.create(KEY)) {
      interrupted.write(bytes(4096, 11));
      Instant soon = Instant.now().plus(1, ChronoUnit.HOURS);
      assertThat(store.removeLeftovers(Instant.now().minus(1, ChronoUnit.HOURS)).count()).isZero();
      BlobStore.Leftovers gone = store.removeLeftovers(soon);
      assertThat(gone.count()).isLessThanOrEqualTo(1);
      assertThat(store.removeLeftovers(soon).count()).isZero();
    }
    assertThat(keys("")).containsExactly(OTHER.text());
  }

  @Test
  void servesManyWritersAndReadersAtOnce() throws Exception {
    byte[] bytes = bytes(40_000, 12);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Future<byte[]>>();
      for (int i = 0; i < 24; i++) {
        BlobKey key = new BlobKey("lfs/" + (i % 4));
        work.add(
            threads.submit(() -> {
              put(store, key, bytes);
              return read(key, 0, Long.MAX_VALUE);
            }));
      }
      for (Future<byte[]> one : work) {
        assertThat(one.get()).isEqualTo(bytes);
      }
    }
    assertThat(keys("lfs/")).hasSize(4);
  }

  @Test
  void mapsToAFileOnlyWhereThereIsOne() throws IOException {
    byte[] bytes = bytes(1000, 13);
    put(store, KEY, bytes);
    Path file = store.localFile(KEY).orElse(null);
    if (file != null) {
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
  }
}
