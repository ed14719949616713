package dev.hubdesk.desk.plan;

import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final List<TreeEntry.File> small;
  private final List<String> lower;
  private final FolderCover folders;
  private final Map<String, List<TreeEntry.File>> known = new HashMap<>();
  private long compared;

  /// @param all the files of the repository
  public ExactFilters(List<TreeEntry.File> all) {
    this.all = List.copyOf(all);
    this.small = all.stream().filter(file -> file.lfs() == null).toList();
    this.lower = all.stream().map(file -> file.path().text().toLowerCase(Locale.ROOT)).toList();
    this.folders = new FolderCover(all);
  }

  /// The files that filters choose, as [Selection#choose] does, in the order of the listing.
  public List<TreeEntry.File> chosen(List<String> filters) {
    Set<TreeEntry.File> matched = identitySet();
    filters.forEach(filter -> matched.addAll(met(filter)));
    Set<TreeEntry.File> chosen = withCompanions(matched);
    return chosen.size() == all.size() ? all : all.stream().filter(chosen::contains).toList();
  }

  /// The filters for some files.
  ///
  /// @param forms that people would use, best first
  /// @param wanted of the files of the repository
  public List<String> find(List<String> forms, List<TreeEntry.File> wanted) {
    Set<TreeEntry.File> goal = withCompanions(wanted);
    var together = new ArrayList<String>();
    Set<TreeEntry.File> named = identitySet();
    for (String form : forms) {
      List<TreeEntry.File> met = compared < MAX_COMPARED ? met(form) : List.of();
      if (met.isEmpty() || !goal.containsAll(met)) {
        continue;
      }
      if (withCompanions(met).size() == goal.size()) {
        return List.of(form);
      }
      if (named.addAll(met)) {
        together.add(form);
      }
    }
    together.addAll(folders.paths(open(goal, named), goal));
    return fits(together) || forms.isEmpty() ? List.copyOf(together) : List.of(forms.getFirst());
  }

  /// What is still to be named: companions come by themselves, those of what is named now and,
  /// after that, those of what will be.
  private List<TreeEntry.File> open(Set<TreeEntry.File> goal, Set<TreeEntry.File> named) {
    Set<TreeEntry.File> covered = identitySet();
    covered.addAll(named);
    var open = new ArrayList<TreeEntry.File>();
    for (TreeEntry.File file : goal) {
      if (file.lfs() != null && covered.add(file)) {
        open.add(file);
      }
    }
    Set<TreeEntry.File> coming = withCompanions(covered);
    for (TreeEntry.File file : goal) {
      if (!coming.contains(file)) {
        open.add(file);
      }
    }
    open.sort(Comparator.comparing(TreeEntry.File::path));
    return open;
  }

  private Set<TreeEntry.File> withCompanions(Collection<TreeEntry.File> matched) {
    Set<TreeEntry.File> chosen = identitySet();
    chosen.addAll(matched);
    boolean gguf = matched.stream().anyMatch(file -> Selection.isGguf(file.path()));
    if (!matched.isEmpty() && !gguf) {
      chosen.addAll(Selection.withCompanions(small, List.copyOf(matched)));
    }
    return chosen;
  }

  private List<TreeEntry.File> met(String form) {
    return known.computeIfAbsent(form, this::compare);
  }

  private List<TreeEntry.File> compare(String form) {
    compared += all.size();
    var filter = new Filter(form, true);
    var met = new ArrayList<TreeEntry.File>();
    for (int i = 0; i < lower.size(); i++) {
      if (filter.matches(lower.get(i))) {
        met.add(all.get(i));
      }
    }
    return met;
  }

  /// Files are compared as the objects of the one listing that they come from: their values are
  /// long.
  private static Set<TreeEntry.File> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean fits(List<String> filters) {
    return filters.size() <= DownloadRequest.MAX_FILTERS
        && filters.stream().mapToLong(String::length).sum() <= MAX_LENGTH
        && filters.stream().allMatch(text -> text.length() <= DownloadRequest.MAX_FILTER_LENGTH);
  }
}
