package dev.hubdesk.desk.selection;

import dev.hubdesk.desk.cache.Leftovers;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Everything that the folder of a repository in a cache holds, and which entry shows which blob.
///
/// @param folder a real path
/// @param entries of all snapshots
/// @param blobs by name, of links the facts of the link
/// @param sizes of the blobs, of links what they lead to
record CacheContents(
    Path folder,
    List<Entry> entries,
    SortedMap<RepoPath, BasicFileAttributes> blobs,
    Map<String, Long> sizes) {

  /// One file of one snapshot.
  ///
  /// @param payload what holds its bytes
  record Entry(String commit, RepoPath path, BasicFileAttributes facts, Payload payload) {

    /// Its path below the repository's folder.
    RepoPath place() {
      return new RepoPath("snapshots/" + commit + "/" + path.text());
    }
  }

  /// What holds the bytes of an entry.
  sealed interface Payload {
    /// A blob of the repository, behind a link or as the same file under two names.
    record Blob(String name) implements Payload {}

    /// The entry itself.
    record PlainFile(String commit, RepoPath path, long size) implements Payload {}

    /// Something that no entry may lead to.
    record OutsideLink(Path target) implements Payload {}
  }

  /// Reads it.
  ///
  /// @throws IOException when a part cannot be read
  static CacheContents of(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnsafeException(folder + " is no folder");
    }
    Path real = folder.toRealPath();
    SortedMap<RepoPath, BasicFileAttributes> blobs = Tree.of(real.resolve("blobs"));
    Map<Object, String> byKey = new HashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (Map.Entry<RepoPath, BasicFileAttributes> blob : blobs.entrySet()) {
      Object key = blob.getValue().fileKey();
      if (key != null) {
        byKey.put(key, blob.getKey().text());
      }
      size(real, blob.getKey()).ifPresent(size -> sizes.put(blob.getKey().text(), size));
    }
    var entries = new ArrayList<Entry>();
    for (Path snapshot : snapshots(real)) {
      String commit = String.valueOf(snapshot.getFileName());
      for (Map.Entry<RepoPath, BasicFileAttributes> file : Tree.of(snapshot).entrySet()) {
        Payload payload = payload(real, commit, file.getKey(), file.getValue(), byKey);
        entries.add(new Entry(commit, file.getKey(), file.getValue(), payload));
      }
    }
    return new CacheContents(real, List.copyOf(entries), blobs, sizes);
  }

  private static Optional<Long> size(Path folder, RepoPath blob) throws IOException {
    try {
      return Optional.of(Files.size(folder.resolve("blobs").resolve(blob.text())));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static List<Path> snapshots(Path folder) throws IOException {
    Path parent = folder.resolve("snapshots");
    var snapshots = new ArrayList<Path>();
    if (!Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
      return snapshots;
    }
    if (Files.isSymbolicLink(parent)) {
      throw new UnsafeException(parent + " is a link");
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        if (Files.isDirectory(child)) {
          snapshots.add(child);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    snapshots.sort(null);
    return snapshots;
  }

  private static Payload payload(
      Path folder,
      String commit,
      RepoPath path,
      BasicFileAttributes facts,
      Map<Object, String> byKey)
      throws IOException {
    if (facts.isSymbolicLink()) {
      Path entry = folder.resolve("snapshots").resolve(commit).resolve(path.text());
      Path target = entry.resolveSibling(Files.readSymbolicLink(entry)).normalize();
      boolean blob = folder.resolve("blobs").equals(target.getParent());
      return blob
          ? new Payload.Blob(String.valueOf(target.getFileName()))
          : new Payload.OutsideLink(target);
    }
    String name = facts.fileKey() == null ? null : byKey.get(facts.fileKey());
    return name == null
        ? new Payload.PlainFile(commit, path, facts.size())
        : new Payload.Blob(name);
  }

  /// Bytes of a payload; 0 where there are none.
  long size(Payload payload) {
    return switch (payload) {
      case Payload.Blob blob -> sizes.getOrDefault(blob.name(), 0L);
      case Payload.PlainFile file -> file.size();
      case Payload.OutsideLink _ -> 0;
    };
  }

  boolean isThere(Payload payload) {
    return switch (payload) {
      case Payload.Blob blob -> sizes.containsKey(blob.name());
      case Payload.PlainFile _ -> true;
      case Payload.OutsideLink _ -> false;
    };
  }

  /// Refuses what must not be touched.
  void check(Entry entry) throws UnsafeException {
    switch (entry.payload()) {
      case Payload.OutsideLink link ->
          throw new UnsafeException(entry.place() + " leads to " + link.target());
      case Payload.Blob blob when Leftovers.isLeftover(blob.name()) ->
          throw new UnsafeException(entry.place() + " shows a download in progress");
      default -> {
        // It may go.
      }
    }
  }
}
