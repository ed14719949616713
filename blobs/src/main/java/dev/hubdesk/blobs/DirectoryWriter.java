package dev.hubdesk.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes one file of a [DirectoryBlobs]: temporary file, sync, rename, sync of the directory.
final class DirectoryWriter extends BlobWriter {

  private static final long FLUSH_STEP = 64L << 20;

  private final Path temporary;
  private final Path target;
  private final FileChannel channel;
  private final FlushAhead flushing;
  private boolean renamed;

  DirectoryWriter(Path temporary, Path target, FileChannel channel, long flushStep) {
    this.temporary = temporary;
    this.target = target;
    this.channel = channel;
    this.flushing = new FlushAhead(channel, flushStep);
  }

  static DirectoryWriter start(Path incoming, Path target) throws IOException {
    Path temporary = incoming.resolve(UUID.randomUUID().toString());
    try {
      return new DirectoryWriter(
          temporary,
          target,
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          FLUSH_STEP);
    } catch (IOException e) {
      throw FullDisk.orSame(e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      flushing.wrote(length);
    } catch (IOException e) {
      throw FullDisk.orSame(e);
    }
  }

  @Override
  public void commit() throws IOException {
    try {
      flushing.await();
      channel.force(true);
      channel.close();
      Path directory = target.toAbsolutePath().getParent();
      if (directory == null) {
        throw new IOException("a blob cannot stand at the root of the file system");
      }
      Directories.create(directory);
      if (!Files.exists(target)) {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        renamed = true;
      }
      // Also when another writer was first: its own sync may not have happened yet.
      Directories.sync(directory);
    } catch (IOException e) {
      throw FullDisk.orSame(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!renamed) {
      Files.deleteIfExists(temporary);
    }
  }
}
