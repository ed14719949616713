package dev.hubdesk.desk.selection;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The readable names of a repository, and what each of them stands on.
///
/// @param folder a real path; null where there are none
record FriendlyNames(@Nullable Path folder, List<Name> names) {

  /// The most links from a name to its bytes.
  static final int MAX_LINKS = 40;

  /// One name.
  ///
  /// @param entries of snapshots on the way to its bytes
  /// @param blob at the end of the way; null where there is none
  record Name(
      RepoPath path,
      BasicFileAttributes facts,
      Set<CacheContents.Entry> entries,
      @Nullable String blob) {

    /// Whether the bytes are its own: a copy.
    boolean isCopy() {
      return entries.isEmpty() && blob == null && facts.isRegularFile();
    }
  }

  /// Reads them.
  ///
  /// @throws UnsafeException when links run in circles, or a folder is a link
  static FriendlyNames of(@Nullable Path folder, CacheContents contents) throws IOException {
    if (folder == null || !Files.isDirectory(folder)) {
      return new FriendlyNames(null, List.of());
    }
    Path real = folder.toRealPath();
    return new FriendlyNames(real, new Reader(real, contents).read());
  }

  private static final class Reader {

    private final Path folder;
    private final CacheContents contents;
    private final Map<Path, CacheContents.Entry> entries = new HashMap<>();
    private final Map<Object, String> blobs = new HashMap<>();
    private final Map<Object, CacheContents.Entry> files = new HashMap<>();

    Reader(Path folder, CacheContents contents) {
      this.folder = folder;
      this.contents = contents;
      for (CacheContents.Entry entry : contents.entries()) {
        entries.put(contents.folder().resolve(entry.place().text()), entry);
        Object key = entry.facts().fileKey();
        if (key != null && entry.facts().isRegularFile()) {
          files.put(key, entry);
        }
      }
      contents
          .blobs()
          .forEach((name, facts) -> {
            Object key = facts.fileKey();
            if (key != null) {
              blobs.put(key, name.text());
            }
          });
    }

    List<Name> read() throws IOException {
      var names = new ArrayList<Name>();
      for (Map.Entry<RepoPath, BasicFileAttributes> one : Tree.of(folder).entrySet()) {
        Path place = folder.resolve(one.getKey().text());
        if (Files.isSymbolicLink(place) && Files.isDirectory(place)) {
          throw new UnsafeException(place + " is a link to a folder");
        }
        names.add(name(one.getKey(), one.getValue(), place));
      }
      return names;
    }

    private Name name(RepoPath path, BasicFileAttributes facts, Path place) throws IOException {
      var passed = new LinkedHashSet<CacheContents.Entry>();
      if (!facts.isSymbolicLink()) {
        CacheContents.Entry same = files.get(facts.fileKey());
        if (same != null && same.payload() instanceof CacheContents.Payload.PlainFile) {
          passed.add(same);
        }
        return new Name(path, facts, passed, blobs.get(facts.fileKey()));
      }
      String blob = follow(place, passed);
      return new Name(path, facts, passed, blob);
    }

    /// Follows a link step by step; the name of the blob at its end, null where there is none.
    private @Nullable String follow(Path link, Set<CacheContents.Entry> passed) throws IOException {
      Set<Path> seen = new HashSet<>();
      Path at = link;
      while (Files.isSymbolicLink(at)) {
        if (!seen.add(at) || seen.size() > MAX_LINKS) {
          throw new UnsafeException(link + " runs in a circle");
        }
        Path next = at.resolveSibling(Files.readSymbolicLink(at));
        Path parent = Objects.requireNonNull(next.getParent());
        if (!Files.isDirectory(parent)) {
          return null;
        }
        at = parent.toRealPath().resolve(next.getFileName());
        CacheContents.Entry entry = entries.get(at);
        if (entry != null) {
          passed.add(entry);
        }
        if (contents.folder().resolve("blobs").equals(at.getParent())) {
          return String.valueOf(at.getFileName());
        }
      }
      return null;
    }
  }
}
