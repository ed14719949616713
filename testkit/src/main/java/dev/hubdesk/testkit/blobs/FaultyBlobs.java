package dev.hubdesk.testkit.blobs;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Passes everything on to another store, except the call of a chosen number, which fails: for
/// tests that fail call 1, then call 2, and so on until nothing fails any more. Writes, reads and
/// commits count as calls; closing does not, and never fails.
public final class FaultyBlobs implements BlobStore {

  private final BlobStore inner;
  private final int failing;
  private final AtomicInteger calls = new AtomicInteger();

  /// @param failing the number of the call that fails, from 1
  public FaultyBlobs(BlobStore inner, int failing) {
    this.inner = inner;
    this.failing = failing;
  }

  /// Whether the chosen call has happened, and so failed.
  public boolean hasFailed() {
    return calls.get() >= failing;
  }

  private void call() throws IOException {
    if (calls.incrementAndGet() == failing) {
      throw new IOException("call " + failing + " fails, as the test wants it");
    }
  }

  @Override
  public BlobWriter create(BlobKey key) throws IOException {
    call();
    return new FaultyWriter(inner.create(key));
  }

  @Override
  public Optional<BlobInfo> find(BlobKey key) throws IOException {
    call();
    return inner.find(key);
  }

  @Override
  public InputStream open(BlobKey key, long offset, long length) throws IOException {
    call();
    return new FaultyStream(inner.open(key, offset, length));
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    call();
    inner.delete(key);
  }

  @Override
  public Stream<BlobInfo> list(String prefix) throws IOException {
    call();
    return inner.list(prefix);
  }

  @Override
  public Leftovers removeLeftovers(Instant olderThan) throws IOException {
    call();
    return inner.removeLeftovers(olderThan);
  }

  @Override
  public Optional<Path> localFile(BlobKey key) {
    return inner.localFile(key);
  }

  @Override
  public void close() {
    inner.close();
  }

  private final class FaultyWriter extends BlobWriter {
    private final BlobWriter writer;

    FaultyWriter(BlobWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(int b) throws IOException {
      call();
      writer.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      call();
      writer.write(bytes, offset, length);
    }

    @Override
    public void commit() throws IOException {
      call();
      writer.commit();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  private final class FaultyStream extends FilterInputStream {
    FaultyStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      call();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      call();
      return super.read(buffer, offset, length);
    }
  }
}
