package dev.hubdesk.desk.plan;

import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the filters that, matched exactly, choose certain files of a repository and, but for the
/// companions that [Selection] adds by itself, no other.
///
/// The forms that people know are tried first (`q4_k_m`, `safetensors`), one by itself, then
/// together; what they leave open is named by directories and paths. Where that takes more filters
/// than a request may carry the first form stands alone, and chooses what it chooses.
public final class ExactFilters {

  /// Filters times files that are compared for one repository; after that no form is tried any
  /// more.
  static final long MAX_COMPARED = 20_000_000;

  /// The longest row of filters, in characters: it must fit into a request's body.
  static final int MAX_LENGTH = 200_000;

  private final List<TreeEntry.File> all;
  private final List<String> lower;
  private final FolderCover folders;
  private long compared;

  /// @param all the files of the repository
  public ExactFilters(List<TreeEntry.File> all) {
    this.all = List.copyOf(all);
    this.lower = all.stream().map(file -> file.path().text().toLowerCase(Locale.ROOT)).toList();
    this.folders = new FolderCover(all);
  }

  /// The files that filters choose.
  public List<TreeEntry.File> chosen(List<String> filters) {
    return new Selection(filters, List.of(), true).choose(all);
  }

  /// The filters for some files.
  ///
  /// @param forms that people would use, best first
  public List<String> find(List<String> forms, List<TreeEntry.File> wanted) {
    Set<TreeEntry.File> goal = withCompanions(wanted);
    var together = new ArrayList<String>();
    var named = new HashSet<TreeEntry.File>();
    for (String form : forms) {
      Set<TreeEntry.File> met = compared < MAX_COMPARED ? met(form) : Set.of();
      if (met.isEmpty() || !goal.containsAll(met)) {
        continue;
      }
      if (withCompanions(List.copyOf(met)).equals(goal)) {
        return List.of(form);
      }
      if (named.addAll(met)) {
        together.add(form);
      }
    }
    List<TreeEntry.File> open = open(goal, named);
    together.addAll(folders.paths(open, goal));
    return fits(together) || forms.isEmpty() ? List.copyOf(together) : List.of(forms.getFirst());
  }

  /// What is still to be named: companions come by themselves, those of what is named now and,
  /// after that, those of what will be.
  private List<TreeEntry.File> open(Set<TreeEntry.File> goal, Set<TreeEntry.File> named) {
    var known = new HashSet<TreeEntry.File>(named);
    var open = new ArrayList<TreeEntry.File>();
    for (TreeEntry.File file : all) {
      if (file.lfs() != null && goal.contains(file) && known.add(file)) {
        open.add(file);
      }
    }
    Set<TreeEntry.File> covered = withCompanions(List.copyOf(known));
    for (TreeEntry.File file : all) {
      if (goal.contains(file) && !covered.contains(file)) {
        open.add(file);
      }
    }
    if (known.isEmpty() && open.isEmpty() && !goal.isEmpty()) {
      open.addAll(goal);
    }
    return open;
  }

  private Set<TreeEntry.File> withCompanions(List<TreeEntry.File> matched) {
    boolean gguf = matched.stream().anyMatch(file -> Selection.isGguf(file.path()));
    return matched.isEmpty() || gguf
        ? new HashSet<>(matched)
        : new HashSet<>(Selection.withCompanions(all, matched));
  }

  private Set<TreeEntry.File> met(String form) {
    compared += all.size();
    var filter = new Filter(form, true);
    var met = new HashSet<TreeEntry.File>();
    for (int i = 0; i < lower.size(); i++) {
      if (filter.matches(lower.get(i))) {
        met.add(all.get(i));
      }
    }
    return met;
  }

  private static boolean fits(List<String> filters) {
    return filters.size() <= DownloadRequest.MAX_FILTERS
        && filters.stream().mapToLong(String::length).sum() <= MAX_LENGTH
        && filters.stream().allMatch(text -> text.length() <= DownloadRequest.MAX_FILTER_LENGTH);
  }
}
