package dev.hubdesk.blobs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Sends a file to the disk while it is still being written, a step at a time: the sync at the end
/// then has little left to do, and a fast writer can not fill memory with pages that the disk has
/// yet to take. What a flush fails with, the next call throws: a disk reports an error only once.
final class FlushAhead {

  private final FileChannel channel;
  private final long step;
  private long unflushed;
  private @Nullable FutureTask<Void> running;

  FlushAhead(FileChannel channel, long step) {
    this.channel = channel;
    this.step = step;
  }

  void wrote(int bytes) throws IOException {
    unflushed += bytes;
    if (unflushed >= step) {
      await();
      unflushed = 0;
      FutureTask<Void> next = new FutureTask<>(this::flush);
      running = next;
      Thread.ofPlatform().daemon().name("flush").start(next);
    }
  }

  /// Waits for the flush that is under way.
  void await() throws IOException {
    FutureTask<Void> last = running;
    if (last == null) {
      return;
    }
    try {
      last.get();
    } catch (ExecutionException e) {
      throw new IOException("the disk did not take what was written", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the disk was written to");
    }
  }

  private @Nullable Void flush() throws IOException {
    channel.force(false);
    return null;
  }
}
