package dev.hubdesk.desk.plan;

import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names files by the highest directories that hold nothing else, the others by their paths.
final class FolderCover {

  private final Map<RepoPath, Integer> sizes;

  /// @param all the files of the repository
  FolderCover(List<TreeEntry.File> all) {
    this.sizes = counts(all);
  }

  /// The filters.
  ///
  /// @param files to be named
  /// @param allowed that may be met as well
  List<String> paths(List<TreeEntry.File> files, Set<TreeEntry.File> allowed) {
    if (files.isEmpty()) {
      return List.of();
    }
    Map<RepoPath, Integer> inside = counts(allowed);
    var filters = new LinkedHashSet<String>();
    for (TreeEntry.File file : files) {
      filters.add(highest(file.path(), inside));
    }
    return new ArrayList<>(filters);
  }

  private String highest(RepoPath path, Map<RepoPath, Integer> inside) {
    RepoPath whole = RepoPath.ROOT;
    for (RepoPath at = path.parent(); !at.isRoot(); at = at.parent()) {
      if (!sizes.getOrDefault(at, 0).equals(inside.getOrDefault(at, 0))) {
        break;
      }
      whole = at;
    }
    return whole.isRoot() ? "/" + path.text() : "/" + whole.text().toLowerCase(Locale.ROOT) + "/";
  }

  private static Map<RepoPath, Integer> counts(Iterable<TreeEntry.File> files) {
    var counts = new HashMap<RepoPath, Integer>();
    for (TreeEntry.File file : files) {
      for (RepoPath at = file.path().parent(); !at.isRoot(); at = at.parent()) {
        counts.merge(at, 1, Integer::sum);
      }
    }
    return counts;
  }
}
