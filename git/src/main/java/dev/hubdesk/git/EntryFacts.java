package dev.hubdesk.git;

import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Adds to what stands in trees what does not: sizes, LFS pointers and last commits. At most two
/// queries and one look at the history index for a whole page.
final class EntryFacts {

  private final View view;
  private final CommitLog commits;

  EntryFacts(View view) {
    this.view = view;
    this.commits = new CommitLog(view.objects());
  }

  /// @param found in the order of a listing
  List<TreeEntry> of(ObjectId commit, List<Listing.Found> found) throws IOException {
    if (found.isEmpty()) {
      return List.of();
    }
    lookUp(found);
    HistoryIndex.LastCommits history = view.history().at(commit);
    var entries = new ArrayList<TreeEntry>(found.size());
    for (Listing.Found one : found) {
      entries.add(entry(one, history));
    }
    return entries;
  }

  /// Finds out what no listing of the same trees has found out before.
  private void lookUp(List<Listing.Found> found) throws IOException {
    List<Listing.Found> unknown =
        found.stream().filter(one -> !one.table().facts().knows(one.index())).toList();
    if (unknown.isEmpty()) {
      return;
    }
    var sizes = new Sizes(view);
    sizes.load(unknown.stream().map(Listing.Found::item).toList());
    for (Listing.Found one : unknown) {
      TreeItem item = one.item();
      one.table().facts().know(one.index(), sizes.of(item), sizes.pointer(item));
    }
  }

  private TreeEntry entry(Listing.Found found, HistoryIndex.@Nullable LastCommits history)
      throws IOException {
    TreeItem item = found.item();
    boolean isDirectory = item.isDirectory();
    ObjectId last = history == null ? null : history.of(found.parent(), found.name(), isDirectory);
    CommitFacts commit = last == null ? null : facts(last);
    ItemFacts known = found.table().facts();
    long size = known.size(found.index());
    return isDirectory
        ? new TreeEntry.Directory(found.path(), Ids.of(item.id()), size, commit)
        : new TreeEntry.File(
            found.path(), Ids.of(item.id()), size, known.pointer(found.index()), commit);
  }

  private CommitFacts facts(ObjectId commit) throws IOException {
    CommitFacts known = view.memory().commit(commit);
    if (known == null) {
      known = commits.facts(commit);
      view.memory().keep(commit, known);
    }
    return known;
  }
}
