package dev.hubdesk.desk.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Computes a file's digest while the file is being filled: a thread of its own reads up to the
/// first hole and waits there. Ranges are handed out from the start of the file, so the hole moves
/// on steadily and the bytes are still in the page cache.
final class FrontierDigest implements AutoCloseable {

  private static final int BUFFER = 256 * 1024;

  private final PartialFile file;
  private final MessageDigest digest;
  private final Thread thread;
  private long frontier;
  private boolean closed;
  private @Nullable IOException failure;
  private byte @Nullable [] result;

  FrontierDigest(PartialFile file, MessageDigest digest) {
    this.file = file;
    this.digest = digest;
    this.frontier = file.ranges().frontier();
    // Hashing never waits for long, so it would keep a virtual thread's carrier for itself.
    this.thread = Thread.ofPlatform().daemon().name("digest").start(this::run);
  }

  /// Something was written.
  void advance() {
    long reached = file.ranges().frontier();
    synchronized (this) {
      if (reached > frontier) {
        frontier = reached;
        notifyAll();
      }
    }
  }

  /// Waits for the digest of the complete file.
  synchronized byte[] finish() throws IOException, InterruptedException {
    while (true) {
      byte[] digested = result;
      if (digested != null) {
        return digested;
      }
      if (failure != null) {
        throw failure;
      }
      wait();
    }
  }

  private void run() {
    try (RandomAccessFile in = file.handle()) {
      var buffer = new byte[BUFFER];
      long position = 0;
      while (position < file.size()) {
        long end = await(position);
        if (end < 0) {
          return;
        }
        while (position < end && !isClosed()) {
          int n = in.read(buffer, 0, (int) Math.min(buffer.length, end - position));
          if (n < 0) {
            throw new EOFException("the partial file was cut short by another program");
          }
          digest.update(buffer, 0, n);
          position += n;
        }
      }
      done(digest.digest(), null);
    } catch (IOException e) {
      done(null, e);
    } catch (RuntimeException | Error e) {
      // Nobody else hears of it, and somebody waits.
      done(null, new IOException("the digest could not be computed", e));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Where the bytes end that may be read now; -1 when nobody wants the digest any more.
  private synchronized long await(long position) {
    while (!closed && frontier <= position) {
      try {
        wait();
      } catch (InterruptedException _) {
        closed = true;
      }
    }
    return closed ? -1 : frontier;
  }

  private synchronized void done(byte @Nullable [] digested, @Nullable IOException failed) {
    result = digested;
    failure = failed;
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
