package dev.hubdesk.blobs;

import dev.hubdesk.protocol.Sha256;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Computes a SHA-256 on a thread of its own, beside the thread that receives and stores the bytes:
/// hashing takes as long as all the rest of an upload together. What fits into one buffer is hashed
/// in place, without a thread.
final class DigestBeside implements AutoCloseable {

  private static final int BUFFER_BYTES = 256 << 10;
  private static final int BUFFERS = 4;
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final MessageDigest digest = Sha256.newDigest();
  private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Thread thread = Thread.ofVirtual().name("sha256").unstarted(this::hash);
  private ByteBuffer current = ByteBuffer.allocate(BUFFER_BYTES);

  void update(byte[] bytes, int offset, int length) throws InterruptedIOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (!current.hasRemaining()) {
        handOver();
      }
      int step = Math.min(current.remaining(), end - at);
      current.put(bytes, at, step);
      at += step;
    }
  }

  /// The digest of all bytes; nothing may be added after.
  Sha256 digest() throws InterruptedIOException {
    if (isStarted()) {
      try {
        full.put(END);
        thread.join();
      } catch (InterruptedException _) {
        throw interrupted();
      }
    }
    digest.update(current.flip());
    return Sha256.of(digest.digest());
  }

  /// Stops the thread if the digest was never asked for.
  @Override
  public void close() {
    thread.interrupt();
  }

  private void handOver() throws InterruptedIOException {
    try {
      if (!isStarted()) {
        for (int i = 1; i < BUFFERS; i++) {
          empty.put(ByteBuffer.allocate(BUFFER_BYTES));
        }
        thread.start();
      }
      full.put(current.flip());
      current = empty.take();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private boolean isStarted() {
    return thread.getState() != Thread.State.NEW;
  }

  private void hash() {
    try {
      ByteBuffer next = full.take();
      while (next.capacity() > 0) {
        digest.update(next);
        empty.put(next.clear());
        next = full.take();
      }
    } catch (InterruptedException _) {
      // Closed before its end: nobody wants the digest any more.
      Thread.currentThread().interrupt();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while hashing");
  }
}
