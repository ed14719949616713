package dev.hubdesk.git;

import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Adds to what stands in trees what does not: sizes, LFS pointers and last commits. Two queries
/// and one look at the history index for a whole page.
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
    var sizes = new Sizes(view);
    sizes.load(found.stream().map(Listing.Found::item).toList());
    HistoryIndex.LastCommits history = view.history().at(commit);
    var entries = new ArrayList<TreeEntry>(found.size());
    for (Listing.Found one : found) {
      entries.add(entry(one, sizes, history));
    }
    return entries;
  }

  private TreeEntry entry(
      Listing.Found found, Sizes sizes, HistoryIndex.@Nullable LastCommits history)
      throws IOException {
    TreeItem item = found.item();
    ObjectId last = history == null ? null : history.of(found.path(), item.isDirectory());
    CommitFacts commit = last == null ? null : commits.facts(last);
    return item.isDirectory()
        ? new TreeEntry.Directory(found.path(), Ids.of(item.id()), sizes.of(item), commit)
        : new TreeEntry.File(
            found.path(), Ids.of(item.id()), sizes.of(item), sizes.pointer(item), commit);
  }
}
