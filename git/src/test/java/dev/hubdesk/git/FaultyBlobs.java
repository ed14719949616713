package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A store whose n-th call fails, and none after it.
final class FaultyBlobs implements BlobStore {

  private final BlobStore behind;
  private int callsUntilFault = Integer.MAX_VALUE;

  FaultyBlobs(BlobStore behind) {
    this.behind = behind;
  }

  void failAt(int call) {
    callsUntilFault = call;
  }

  boolean hasFailed() {
    return callsUntilFault <= 0;
  }

  private void call() throws IOException {
    callsUntilFault--;
    if (callsUntilFault == 0) {
      throw new IOException("the disk is on fire");
    }
  }

  @Override
  public BlobWriter create(BlobKey key) throws IOException {
    call();
    return new FaultyWriter(behind.create(key));
  }

  @Override
  public Optional<BlobInfo> find(BlobKey key) throws IOException {
    call();
    return behind.find(key);
  }

  @Override
  public InputStream open(BlobKey key, long offset, long length) throws IOException {
    call();
    return behind.open(key, offset, length);
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    call();
    behind.delete(key);
  }

  @Override
  public Stream<BlobInfo> list(String prefix) throws IOException {
    call();
    return behind.list(prefix);
  }

  @Override
  public Leftovers removeLeftovers(Instant olderThan) throws IOException {
    call();
    return behind.removeLeftovers(olderThan);
  }

  @Override
  public void close() {
    behind.close();
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
}
