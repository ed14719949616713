package dev.hubdesk.hub.lfs;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.VerifyingWriter;
import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.http.Content;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// The bytes of LFS objects: stored only when they are what was announced, and opened for sending.
public final class LfsStorage {

  private static final int COPY_BYTES = 128 << 10;

  private final BlobStore blobs;
  private final LfsObjects objects;
  private final Clock clock;

  public LfsStorage(BlobStore blobs, LfsObjects objects, Clock clock) {
    this.blobs = blobs;
    this.objects = objects;
    this.clock = clock;
  }

  /// Stores an object and remembers who uploaded it. The bytes are durable before the row is
  /// written; nothing is kept when they differ from what was announced or break off.
  ///
  /// @throws FailureException with `ContentMismatch`
  void receive(LfsPointer announced, long account, InputStream body) throws IOException {
    BlobKey key = BlobKey.lfs(announced.oid());
    try (VerifyingWriter writer = new VerifyingWriter(blobs.create(key), announced)) {
      copy(body, writer);
      writer.commit();
    }
    boolean stored =
        objects.stored(announced, account, clock.instant(), () -> blobs.find(key).isPresent());
    if (!stored) {
      throw new FailureException(
          new Failure.Unavailable("The upload met a clean-up; please send it again"));
    }
  }

  /// The bytes of an object, for sending.
  public Content content(LfsPointer object) {
    BlobKey key = BlobKey.lfs(object.oid());
    Optional<Path> file = blobs.localFile(key);
    return file.isPresent()
        ? new Content.LocalFile(file.get(), object.size())
        : new Content.Streamed(object.size(), (offset, length) -> blobs.open(key, offset, length));
  }

  private static void copy(InputStream body, VerifyingWriter writer) throws IOException {
    var buffer = new byte[COPY_BYTES];
    int read = body.read(buffer);
    while (read >= 0) {
      writer.write(buffer, 0, read);
      read = body.read(buffer);
    }
  }
}
