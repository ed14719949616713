package dev.hubdesk.desk.plan;

import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which files of a repository are wanted.
///
/// Excludes run first: a file whose path holds one of them, in any case, is dropped. Without
/// filters all that remains is chosen. As soon as a filter meets a GGUF file only what the filters
/// name is chosen: such a file needs no companions. Otherwise small files come along: those at the
/// root, and those in a directory that holds a chosen file or is above one.
///
/// @param exact whether filters name whole segments of a path ([Filter#exact]) or any part of it
public record Selection(List<String> filters, List<String> excludes, boolean exact) {

  /// Everything.
  public static final Selection ALL = new Selection(List.of(), List.of(), false);

  public Selection {
    filters = List.copyOf(filters);
    excludes = List.copyOf(excludes);
  }

  /// The chosen files, in the order given. Empty when filters are given and none meets a file.
  public List<TreeEntry.File> choose(List<TreeEntry.File> files) {
    List<TreeEntry.File> candidates =
        files.stream().filter(file -> !isExcluded(file.path())).toList();
    if (filters.isEmpty()) {
      return candidates;
    }
    List<Filter> wanted = filters.stream().map(text -> new Filter(text, exact)).toList();
    var matched = new ArrayList<TreeEntry.File>();
    boolean gguf = false;
    for (TreeEntry.File file : candidates) {
      if (wanted.stream().anyMatch(filter -> filter.matches(file.path()))) {
        matched.add(file);
        gguf |= isGguf(file.path());
      }
    }
    return matched.isEmpty() || gguf ? matched : withCompanions(candidates, matched);
  }

  /// Whether the path names a GGUF file.
  public static boolean isGguf(RepoPath path) {
    return path.text().toLowerCase(Locale.ROOT).endsWith(".gguf");
  }

  /// Whether a GGUF file would be chosen, whatever else there is.
  public boolean takesModel(RepoPath path) {
    return !isExcluded(path)
        && (filters.isEmpty()
            || filters.stream().anyMatch(text -> new Filter(text, exact).matches(path)));
  }

  private boolean isExcluded(RepoPath file) {
    String path = file.text().toLowerCase(Locale.ROOT);
    return excludes.stream().anyMatch(text -> path.contains(text.toLowerCase(Locale.ROOT)));
  }

  /// Adds the small files that come along, in the order of the candidates.
  static List<TreeEntry.File> withCompanions(
      List<TreeEntry.File> candidates, List<TreeEntry.File> matched) {
    var chosen = new HashSet<TreeEntry.File>(matched);
    Set<RepoPath> directories = directoriesAbove(matched);
    return candidates.stream()
        .filter(file ->
            chosen.contains(file)
                || (file.lfs() == null && directories.contains(file.path().parent())))
        .toList();
  }

  private static Set<RepoPath> directoriesAbove(List<TreeEntry.File> files) {
    var directories = new HashSet<RepoPath>();
    directories.add(RepoPath.ROOT);
    for (TreeEntry.File file : files) {
      RepoPath directory = file.path().parent();
      while (directories.add(directory)) {
        directory = directory.parent();
      }
    }
    return directories;
  }
}
