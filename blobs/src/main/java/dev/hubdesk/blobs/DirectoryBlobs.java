package dev.hubdesk.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blobs as files below a directory: the key is the path. What is being written stands in `.tmp`
/// beside them, a name that no key can have. A commit syncs the file, renames it into place and
/// syncs the directory.
public final class DirectoryBlobs implements BlobStore {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryBlobs.class);
  private static final String INCOMING = ".tmp";

  private final Path root;
  private final Path incoming;

  private DirectoryBlobs(Path root, Path incoming) {
    this.root = root;
    this.incoming = incoming;
  }

  /// Opens a store, and makes its directory if there is none.
  public static DirectoryBlobs open(Path root) throws IOException {
    Path incoming = root.resolve(INCOMING);
    Directories.create(incoming);
    return new DirectoryBlobs(root, incoming);
  }

  @Override
  public BlobWriter create(BlobKey key) throws IOException {
    return DirectoryWriter.start(incoming, file(key));
  }

  @Override
  public Optional<BlobInfo> find(BlobKey key) throws IOException {
    try {
      return info(key, file(key));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(BlobKey key, long offset, long length) throws IOException {
    FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ);
    try {
      long size = channel.size();
      long from = Math.min(offset, size);
      channel.position(from);
      return new ExactStream(Channels.newInputStream(channel), Math.min(length, size - from));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    Path file = file(key);
    if (Files.deleteIfExists(file)) {
      Directories.sync(parent(file));
    }
  }

  @Override
  public Stream<BlobInfo> list(String prefix) throws IOException {
    Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (!start.normalize().startsWith(root.normalize()) || !Files.isDirectory(start)) {
      return Stream.empty();
    }
    return below(start).filter(info -> info.key().text().startsWith(prefix));
  }

  @Override
  public Leftovers removeLeftovers(Instant olderThan) throws IOException {
    int count = 0;
    long bytes = 0;
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.toList()) {
        long size = removeIfOlder(file, olderThan);
        if (size >= 0) {
          count++;
          bytes += size;
          LOG.debug("removed {}, {} bytes of an interrupted writer", file.getFileName(), size);
        }
      }
    }
    return new Leftovers(count, bytes);
  }

  @Override
  public Optional<Path> localFile(BlobKey key) {
    Path file = file(key);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public void close() {}

  private Path file(BlobKey key) {
    return root.resolve(key.text());
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static Optional<BlobInfo> info(BlobKey key, Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.isRegularFile()
        ? Optional.of(
            new BlobInfo(key, attributes.size(), attributes.lastModifiedTime().toInstant()))
        : Optional.empty();
  }

  /// One directory at a time; what vanishes meanwhile is left out.
  private Stream<BlobInfo> below(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(path -> !path.equals(incoming)).toList().stream().flatMap(this::visit);
    }
  }

  private Stream<BlobInfo> visit(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return below(path);
      }
      String key = root.relativize(path).toString().replace('\\', '/');
      return info(new BlobKey(key), path).stream();
    } catch (NoSuchFileException _) {
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The bytes that went, or -1 when the file stays.
  private static long removeIfOlder(Path file, Instant olderThan) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      boolean old = attributes.lastModifiedTime().toInstant().isBefore(olderThan);
      return old && Files.deleteIfExists(file) ? attributes.size() : -1;
    } catch (NoSuchFileException _) {
      return -1;
    }
  }
}
