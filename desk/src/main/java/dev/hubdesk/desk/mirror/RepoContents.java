package dev.hubdesk.desk.mirror;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What stands in the folder of a repository.
///
/// @param refs what each revision stands for
/// @param snapshots the files of each commit
/// @param listings commits of which the whole tree listing is kept (`trees/`)
/// @param absent `commit/path` known to be missing at a commit (`.no_exist/`)
record RepoContents(
    SortedMap<RepoPath, Oid> refs,
    SortedMap<Oid, SortedMap<RepoPath, Content>> snapshots,
    SortedSet<Oid> listings,
    SortedSet<RepoPath> absent) {

  static RepoContents empty() {
    return new RepoContents(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
  }

  Optional<Content> file(Oid commit, RepoPath path) {
    Map<RepoPath, Content> files = snapshots.get(commit);
    return files == null ? Optional.empty() : Optional.ofNullable(files.get(path));
  }

  /// The files of a commit that are no blobs.
  Set<RepoPath> plain(Oid commit) {
    var plain = new HashSet<RepoPath>();
    snapshots
        .getOrDefault(commit, new TreeMap<>())
        .forEach((path, content) -> {
          if (content.digest() == null) {
            plain.add(path);
          }
        });
    return plain;
  }

  /// Bytes of all files, those of a blob once.
  long size() {
    var counted = new HashSet<Object>();
    return snapshots.values().stream()
        .flatMap(files -> files.values().stream())
        .filter(content -> counted.add(content.digest() == null ? content : content.digest()))
        .mapToLong(Content::size)
        .sum();
  }
}
