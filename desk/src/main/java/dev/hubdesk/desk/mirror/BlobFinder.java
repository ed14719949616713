package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.Leftovers;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the blobs behind the links of a repository's snapshots. A link may lead to a blob of its
/// own repository and nowhere else; that blob may be a link into the store that newer clients share
/// between the repositories of one root.
final class BlobFinder {

  private final Path root;
  private final Path blobs;
  private final Map<Path, Content> known = new HashMap<>();
  private @Nullable Map<Object, ContentDigest> keys;

  /// @param root the cache root, a real path
  /// @param folder of the repository, no link
  BlobFinder(Path root, Path folder) {
    this.root = root;
    this.blobs = folder.resolve("blobs");
  }

  /// What an entry of a snapshot shows.
  ///
  /// @throws RefusedException when it leads elsewhere, or to nothing
  Content behind(Path entry) throws IOException {
    Path blob = target(entry);
    if (!blobs.equals(blob.getParent()) || Files.isSymbolicLink(blobs)) {
      throw new RefusedException(root.relativize(entry) + " leads out of its repository");
    }
    Content content = known.get(blob);
    if (content == null) {
      content = read(entry, blob);
      known.put(blob, content);
    }
    return content;
  }

  /// What an entry shows that is no link: a blob, where it is the same file under another name, as
  /// caches without symbolic links have it; else a plain file.
  Content itself(Path entry, BasicFileAttributes facts) throws IOException {
    Object key = facts.fileKey();
    ContentDigest digest = key == null ? null : byKey().get(key);
    return new Content(digest, facts.size(), entry);
  }

  private Map<Object, ContentDigest> byKey() throws IOException {
    Map<Object, ContentDigest> known = keys;
    if (known == null) {
      known = readKeys();
      keys = known;
    }
    return known;
  }

  private Map<Object, ContentDigest> readKeys() throws IOException {
    var found = new HashMap<Object, ContentDigest>();
    if (!Files.isDirectory(blobs, LinkOption.NOFOLLOW_LINKS)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs)) {
      for (Path blob : files) {
        Optional<ContentDigest> digest = ContentDigest.parse(String.valueOf(blob.getFileName()));
        Object key =
            Files.readAttributes(blob, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        if (digest.isPresent() && key != null) {
          found.put(key, digest.get());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static Path target(Path entry) throws IOException {
    try {
      return entry.resolveSibling(Files.readSymbolicLink(entry)).normalize();
    } catch (InvalidPathException _) {
      throw new RefusedException(entry + " leads nowhere");
    }
  }

  private Content read(Path entry, Path blob) throws IOException {
    String name = blob.getFileName().toString();
    if (Leftovers.isLeftover(name)) {
      throw new RefusedException(root.relativize(entry) + " shows a download in progress");
    }
    ContentDigest digest =
        ContentDigest.parse(name)
            .orElseThrow(() ->
                new RefusedException(
                    root.relativize(blob) + " has a name that is no digest: it cannot be checked"));
    try {
      Path file = Files.isSymbolicLink(blob) ? shared(entry, blob) : blob;
      var facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (facts.isRegularFile()) {
        return new Content(digest, facts.size(), file);
      }
    } catch (NoSuchFileException _) {
      // Told below.
    }
    throw new RefusedException(root.relativize(entry) + " has no content");
  }

  private Path shared(Path entry, Path blob) throws IOException {
    Path file = blob.toRealPath();
    if (!file.startsWith(root)) {
      throw new RefusedException(root.relativize(entry) + " leads out of the cache");
    }
    return file;
  }
}
