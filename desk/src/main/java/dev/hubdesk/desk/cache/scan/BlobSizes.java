package dev.hubdesk.desk.cache.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What is known of the contents that the snapshots of one repository show. Each is looked at once,
/// however many entries lead to it.
final class BlobSizes {

  /// One content.
  ///
  /// @param modified milliseconds since the epoch
  record Blob(boolean present, long size, long modified) {

    static final Blob MISSING = new Blob(false, 0, 0);

    static Blob of(BasicFileAttributes attributes) {
      return attributes.isRegularFile()
          ? new Blob(true, attributes.size(), attributes.lastModifiedTime().toMillis())
          : MISSING;
    }
  }

  private static final String UP = "../";
  private static final String BLOBS = "blobs/";

  private final Path folder;
  private final Watch watch;
  private final Map<String, Blob> named = new HashMap<>();
  private final Map<Object, Blob> elsewhere = new HashMap<>();

  BlobSizes(Path folder, Watch watch) {
    this.folder = folder;
    this.watch = watch;
  }

  /// What a link of a snapshot leads to.
  ///
  /// @param depth folders between the repository's and the link
  Blob behind(Path link, String target, int depth) {
    int up = UP.length() * depth;
    boolean usual =
        target.startsWith(BLOBS, up)
            && target.indexOf('/', up + BLOBS.length()) < 0
            && target.lastIndexOf(UP) == up - UP.length();
    if (usual) {
      return named.computeIfAbsent(target.substring(up + BLOBS.length()), this::lookUp);
    }
    Path path = link.resolveSibling(target).normalize();
    return elsewhere.computeIfAbsent(path, _ -> look(path));
  }

  /// A file that stands in the snapshot itself. Hard links to one file are one content.
  Blob itself(Path entry, BasicFileAttributes attributes) {
    Object key = attributes.fileKey() == null ? entry : attributes.fileKey();
    return elsewhere.computeIfAbsent(key, _ -> Blob.of(attributes));
  }

  private Blob lookUp(String name) {
    return look(folder.resolve("blobs").resolve(name));
  }

  /// A blob may be a link itself, into the store that repositories share.
  private Blob look(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isSymbolicLink()) {
        return Blob.of(attributes);
      }
      Path shared = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
      Path parent = shared.getParent();
      if (parent != null) {
        watch.add(parent);
      }
      return Blob.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (IOException _) {
      return Blob.MISSING;
    }
  }

  /// Different contents that are there.
  int count() {
    return (int) (present(named.values()) + present(elsewhere.values()));
  }

  private static long present(Collection<Blob> blobs) {
    return blobs.stream().filter(Blob::present).count();
  }

  long size() {
    return sum(named.values()) + sum(elsewhere.values());
  }

  private static long sum(Collection<Blob> blobs) {
    return blobs.stream().mapToLong(Blob::size).sum();
  }

  /// When the youngest was written; 0 where there is none.
  long modified() {
    return Math.max(youngest(named.values()), youngest(elsewhere.values()));
  }

  private static long youngest(Collection<Blob> blobs) {
    return blobs.stream().mapToLong(Blob::modified).max().orElse(0);
  }
}
