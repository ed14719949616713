package dev.hubdesk.blobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// Blobs in memory, for tests and throw-away servers. Survives nothing, promises everything else.
public final class MemoryBlobs implements BlobStore {

  private final ConcurrentMap<BlobKey, Held> blobs = new ConcurrentHashMap<>();
  private final Clock clock;

  public MemoryBlobs() {
    this(Clock.systemUTC());
  }

  /// @param clock tells when a blob was stored
  public MemoryBlobs(Clock clock) {
    this.clock = clock;
  }

  @Override
  public BlobWriter create(BlobKey key) {
    return new Writer(key);
  }

  @Override
  public Optional<BlobInfo> find(BlobKey key) {
    return Optional.ofNullable(blobs.get(key)).map(held -> held.info(key));
  }

  @Override
  public InputStream open(BlobKey key, long offset, long length) throws IOException {
    Held held = blobs.get(key);
    if (held == null) {
      throw new NoSuchFileException(key.text());
    }
    int from = (int) Math.min(offset, held.bytes.length);
    int count = (int) Math.min(length, held.bytes.length - from);
    return new ByteArrayInputStream(held.bytes, from, count);
  }

  @Override
  public void delete(BlobKey key) {
    blobs.remove(key);
  }

  @Override
  public Stream<BlobInfo> list(String prefix) {
    return blobs.entrySet().stream()
        .filter(entry -> entry.getKey().text().startsWith(prefix))
        .map(entry -> entry.getValue().info(entry.getKey()));
  }

  @Override
  public Leftovers removeLeftovers(Instant olderThan) {
    return new Leftovers(0, 0);
  }

  @Override
  public void close() {}

  private static final class Held {
    private final byte[] bytes;
    private final Instant storedAt;

    Held(byte[] bytes, Instant storedAt) {
      this.bytes = bytes;
      this.storedAt = storedAt;
    }

    BlobInfo info(BlobKey key) {
      return new BlobInfo(key, bytes.length, storedAt);
    }
  }

  private final class Writer extends BlobWriter {
    private final BlobKey key;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean done;

    Writer(BlobKey key) {
      this.key = key;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      requireOpen();
      bytes.write(source, offset, length);
    }

    @Override
    public void commit() throws IOException {
      requireOpen();
      blobs.putIfAbsent(key, new Held(bytes.toByteArray(), clock.instant()));
      done = true;
    }

    @Override
    public void close() {
      done = true;
    }

    private void requireOpen() throws IOException {
      if (done) {
        throw new IOException("the writer is closed");
      }
    }
  }
}
