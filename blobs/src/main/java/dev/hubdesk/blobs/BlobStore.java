package dev.hubdesk.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds blobs: written once, never changed, read in ranges, deleted by garbage collection alone.
///
/// Obligations of a store:
///
/// - a committed blob survives a crash of the process and of the machine;
/// - a blob is visible whole or not at all, to every reader at once;
/// - a missing blob is a [NoSuchFileException], a full store a [StoreFullException], any other
///   trouble another [IOException]: a caller never takes an outage for absence;
/// - all methods may be called from any number of threads.
///
/// A store needs neither rename nor append nor a lock: S3 has none of them.
public interface BlobStore extends AutoCloseable {

  /// Starts to write a blob. The writer is for one thread.
  BlobWriter create(BlobKey key) throws IOException;

  /// What is known of a blob; empty when there is none.
  Optional<BlobInfo> find(BlobKey key) throws IOException;

  /// Opens `length` bytes from `offset`. A range past the end is cut at the end; a stream that
  /// breaks off early throws instead of ending.
  ///
  /// @throws NoSuchFileException when there is no such blob
  InputStream open(BlobKey key, long offset, long length) throws IOException;

  /// Opens the whole blob.
  ///
  /// @throws NoSuchFileException when there is no such blob
  default InputStream open(BlobKey key) throws IOException {
    return open(key, 0, Long.MAX_VALUE);
  }

  /// Deletes a blob if it is there. Readers that have it open may go on or fail, never see other
  /// bytes.
  void delete(BlobKey key) throws IOException;

  /// All blobs whose key starts with `prefix`, in no order. Close the stream. Blobs that come or go
  /// meanwhile may or may not be among them.
  Stream<BlobInfo> list(String prefix) throws IOException;

  /// Removes what interrupted writers left behind before `olderThan`, and says how much it was.
  Leftovers removeLeftovers(Instant olderThan) throws IOException;

  /// The file that holds the blob, where the store has such a thing: for memory-mapped sending. The
  /// file must not be changed.
  default Optional<Path> localFile(BlobKey key) {
    return Optional.empty();
  }

  @Override
  void close();

  /// What [#removeLeftovers] removed.
  record Leftovers(int count, long bytes) {}
}
