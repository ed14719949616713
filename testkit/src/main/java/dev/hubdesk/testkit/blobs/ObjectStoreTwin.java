package dev.hubdesk.testkit.blobs;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A store that can do no more than S3: an upload is a set of numbered parts, invisible until it is
/// completed; nothing can be renamed, appended to or locked, and no file can be had. What passes
/// its tests on this needs nothing that an object store lacks.
public final class ObjectStoreTwin implements BlobStore {

  /// Bytes of a part; small, so that tests cross the border.
  public static final int PART_BYTES = 1024;

  private final Map<BlobKey, Completed> objects = new ConcurrentHashMap<>();
  private final Map<Long, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong nextUpload = new AtomicLong();
  private final Clock clock;

  public ObjectStoreTwin() {
    this(Clock.systemUTC());
  }

  /// @param clock tells when an upload was started and an object stored
  public ObjectStoreTwin(Clock clock) {
    this.clock = clock;
  }

  /// Uploads that were started and neither completed nor given up.
  public int openUploads() {
    return uploads.size();
  }

  @Override
  public BlobWriter create(BlobKey key) {
    long id = nextUpload.incrementAndGet();
    uploads.put(id, new Upload(clock.instant(), Collections.synchronizedList(new ArrayList<>())));
    return new PartWriter(key, id);
  }

  @Override
  public Optional<BlobInfo> find(BlobKey key) {
    return Optional.ofNullable(objects.get(key)).map(object -> object.info(key));
  }

  @Override
  public InputStream open(BlobKey key, long offset, long length) throws IOException {
    Completed object = objects.get(key);
    if (object == null) {
      throw new NoSuchFileException(key.text());
    }
    var parts = new ArrayList<InputStream>();
    long skip = Math.min(offset, object.size());
    long left = Math.min(length, object.size() - skip);
    for (byte[] part : object.parts()) {
      int from = (int) Math.min(skip, part.length);
      int count = (int) Math.min(left, part.length - from);
      parts.add(new ByteArrayInputStream(part, from, count));
      skip -= from;
      left -= count;
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  @Override
  public void delete(BlobKey key) {
    objects.remove(key);
  }

  @Override
  public Stream<BlobInfo> list(String prefix) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().text().startsWith(prefix))
        .map(entry -> entry.getValue().info(entry.getKey()));
  }

  @Override
  public Leftovers removeLeftovers(Instant olderThan) {
    int count = 0;
    long bytes = 0;
    for (Map.Entry<Long, Upload> upload : List.copyOf(uploads.entrySet())) {
      boolean old = upload.getValue().startedAt().isBefore(olderThan);
      if (old && uploads.remove(upload.getKey()) != null) {
        count++;
        bytes += upload.getValue().size();
      }
    }
    return new Leftovers(count, bytes);
  }

  @Override
  public void close() {}

  private record Upload(Instant startedAt, List<byte[]> parts) {
    long size() {
      return parts.stream().mapToLong(part -> part.length).sum();
    }
  }

  private record Completed(List<byte[]> parts, long size, Instant storedAt) {
    BlobInfo info(BlobKey key) {
      return new BlobInfo(key, size, storedAt);
    }
  }

  private final class PartWriter extends BlobWriter {
    private final BlobKey key;
    private final long id;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART_BYTES);

    PartWriter(BlobKey key, long id) {
      this.key = key;
      this.id = id;
    }

    @Override
    public void write(int b) throws IOException {
      part.write(b);
      if (part.size() == PART_BYTES) {
        sendPart();
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    @Override
    public void commit() throws IOException {
      sendPart();
      Upload upload = upload();
      objects.putIfAbsent(
          key, new Completed(List.copyOf(upload.parts()), upload.size(), clock.instant()));
      uploads.remove(id);
    }

    @Override
    public void close() {
      uploads.remove(id);
    }

    private void sendPart() throws IOException {
      upload().parts().add(part.toByteArray());
      part.reset();
    }

    private Upload upload() throws IOException {
      Upload upload = uploads.get(id);
      if (upload == null) {
        throw new IOException("no such upload");
      }
      return upload;
    }
  }
}
