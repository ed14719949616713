package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// Blobs on the heap.
final class HeapBlobs implements BlobStore {

  private final Map<BlobKey, byte[]> blobs = new ConcurrentSkipListMap<>();

  @Override
  public BlobWriter create(BlobKey key) {
    var bytes = new ByteArrayOutputStream();
    return new BlobWriter() {
      @Override
      public void write(int b) {
        bytes.write(b);
      }

      @Override
      public void write(byte[] b, int off, int len) {
        bytes.write(b, off, len);
      }

      @Override
      public void commit() {
        blobs.putIfAbsent(key, bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<BlobInfo> find(BlobKey key) {
    return Optional.ofNullable(blobs.get(key))
        .map(bytes -> new BlobInfo(key, bytes.length, Instant.EPOCH));
  }

  @Override
  public InputStream open(BlobKey key, long offset, long length) throws NoSuchFileException {
    byte[] bytes = blobs.get(key);
    if (bytes == null) {
      throw new NoSuchFileException(key.text());
    }
    int start = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
  }

  @Override
  public void delete(BlobKey key) {
    blobs.remove(key);
  }

  @Override
  public Stream<BlobInfo> list(String prefix) {
    return blobs.keySet().stream()
        .filter(key -> key.text().startsWith(prefix))
        .map(key -> find(key).orElseThrow());
  }

  @Override
  public Leftovers removeLeftovers(Instant olderThan) {
    return new Leftovers(0, 0);
  }

  @Override
  public void close() {}
}
