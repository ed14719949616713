package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.jspecify.annotations.Nullable;

/// Reads a blob at any position, as JGit wants it. A blob that is gone is a
/// [FileNotFoundException]: JGit then looks again which packs there are.
abstract class BlobChannel implements ReadableChannel {

  private long position;
  private boolean open = true;

  static BlobChannel open(BlobStore blobs, BlobKey key, long size) throws IOException {
    Path file = blobs.localFile(key).orElse(null);
    return file == null ? new Remote(blobs, key, size) : new Local(file, key);
  }

  abstract int readAt(long position, ByteBuffer target) throws IOException;

  @Override
  public final int read(ByteBuffer target) throws IOException {
    int n = readAt(position, target);
    if (n > 0) {
      position += n;
    }
    return n;
  }

  @Override
  public final long position() {
    return position;
  }

  @Override
  public final void position(long newPosition) {
    position = newPosition;
  }

  @Override
  public int blockSize() {
    return 0;
  }

  @Override
  public void setReadAheadBytes(int bytes) {
    // Only a remote blob gains from it.
  }

  @Override
  public final boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
  }

  static FileNotFoundException gone(BlobKey key, IOException cause) {
    var gone = new FileNotFoundException(key.text());
    gone.initCause(cause);
    return gone;
  }

  /// A blob in a file.
  private static final class Local extends BlobChannel {

    private final FileChannel channel;

    Local(Path file, BlobKey key) throws IOException {
      try {
        channel = FileChannel.open(file);
      } catch (NoSuchFileException e) {
        throw gone(key, e);
      }
    }

    @Override
    int readAt(long position, ByteBuffer target) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      super.close();
      channel.close();
    }
  }

  /// A blob that is asked for in ranges; a stream is kept while reading goes straight on.
  private static final class Remote extends BlobChannel {

    private final BlobStore blobs;
    private final BlobKey key;
    private final long size;
    private int readAhead;
    private @Nullable InputStream stream;
    private long streamAt;
    private long streamEnd;

    Remote(BlobStore blobs, BlobKey key, long size) {
      this.blobs = blobs;
      this.key = key;
      this.size = size;
    }

    @Override
    int readAt(long position, ByteBuffer target) throws IOException {
      if (position >= size) {
        return -1;
      }
      InputStream in = streamAt(position, target.remaining());
      byte[] bytes = new byte[(int) Math.min(target.remaining(), streamEnd - position)];
      int n = in.readNBytes(bytes, 0, bytes.length);
      target.put(bytes, 0, n);
      streamAt = position + n;
      return n == 0 ? -1 : n;
    }

    private InputStream streamAt(long position, int wanted) throws IOException {
      InputStream current = stream;
      if (current != null && streamAt == position && streamAt < streamEnd) {
        return current;
      }
      closeStream();
      long length = Math.min(size - position, Math.max(wanted, readAhead));
      try {
        InputStream opened = blobs.open(key, position, length);
        stream = opened;
        streamAt = position;
        streamEnd = position + length;
        return opened;
      } catch (NoSuchFileException e) {
        throw gone(key, e);
      }
    }

    private void closeStream() throws IOException {
      InputStream current = stream;
      stream = null;
      if (current != null) {
        current.close();
      }
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void setReadAheadBytes(int bytes) {
      readAhead = bytes;
    }

    @Override
    public void close() throws IOException {
      super.close();
      closeStream();
    }
  }
}
