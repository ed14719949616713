package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// The history index as git trees that run parallel to the content: under a file's name stands its
/// last commit (as a gitlink), under a directory's name a tree of the same kind, and under the
/// directory's name with a `/` the directory's own last commit. Commits share what they do not
/// change.
final class HistoryTrees implements HistoryIndex {

  private final View view;
  private final Trees trees;
  private final HistoryMerge merge;

  /// @param content reads the trees of commits
  /// @param fresh history trees that are not in the repository yet
  HistoryTrees(View view, Trees content, PackBuilder... fresh) {
    this.view = view;
    this.trees = new Trees(view.historyObjects(), view.memory(), fresh);
    this.merge = new HistoryMerge(content, trees);
  }

  @Override
  public @Nullable LastCommits at(ObjectId commit) throws IOException {
    ObjectId root = rootOf(commit);
    if (root == null) {
      return null;
    }
    return new InOrder(new PathFinder(trees, root));
  }

  /// Remembers where the last answer stood: in a listing the next one stands behind it.
  private static final class InOrder implements LastCommits {

    private final PathFinder finder;
    private @Nullable RepoPath directory;
    private @Nullable TreeTable table;
    private int next;

    InOrder(PathFinder finder) {
      this.finder = finder;
    }

    @Override
    public @Nullable ObjectId of(RepoPath parent, String name, boolean isDirectory)
        throws IOException {
      if (!parent.equals(directory)) {
        directory = parent;
        table = finder.directory(parent);
        next = 0;
      }
      TreeTable entries = table;
      int index = entries == null ? -1 : entries.indexOf(isDirectory ? markOf(name) : name, next);
      if (entries == null || index < 0) {
        return null;
      }
      next = index + 1;
      TreeItem item = entries.item(index);
      return item.isGitlink() ? item.id() : null;
    }
  }

  @Override
  public @Nullable ObjectId rootOf(ObjectId commit) {
    return view.ledger().historyTree(view.repository(), Ids.of(commit)).map(Ids::of).orElse(null);
  }

  @Override
  public ObjectId extend(
      @Nullable ObjectId parent, TreeDelta delta, ObjectId commit, PackBuilder pack)
      throws IOException {
    TreeTable table = parent == null ? TreeTable.EMPTY : trees.load(parent);
    Map<String, @Nullable TreeItem> changes = new HashMap<>();
    for (TreeDelta.Difference difference : delta.differences()) {
      String name = difference.name();
      TreeItem after = difference.after();
      TreeDelta below = difference.below();
      changes.put(name, null);
      changes.put(markOf(name), null);
      if (below != null) {
        TreeItem old = table.find(name);
        ObjectId oldTree = old != null && old.isDirectory() ? old.id() : null;
        changes.put(name, TreeItem.directory(extend(oldTree, below, commit, pack)));
        changes.put(markOf(name), TreeItem.gitlink(commit));
      } else if (after != null && after.isDirectory()) {
        ObjectId whole =
            merge.of(after.id(), parents(difference.before(), table.find(name)), commit, pack);
        changes.put(name, TreeItem.directory(whole));
        changes.put(markOf(name), TreeItem.gitlink(commit));
      } else if (after != null) {
        changes.put(name, TreeItem.gitlink(commit));
      }
    }
    return pack.insertTree(table.rewrite(changes));
  }

  /// Adds a commit with any number of parents.
  ///
  /// @param tree of the commit
  /// @param parents their trees with their index, in order
  ObjectId merge(
      ObjectId tree, List<HistoryMerge.Parent> parents, ObjectId commit, PackBuilder pack)
      throws IOException {
    return merge.of(tree, parents, commit, pack);
  }

  private static List<HistoryMerge.Parent> parents(
      @Nullable TreeItem before, @Nullable TreeItem history) {
    return before != null && before.isDirectory() && history != null && history.isDirectory()
        ? List.of(new HistoryMerge.Parent(before.id(), history.id()))
        : List.of();
  }

  /// The name under which a directory's own last commit stands.
  static String markOf(String directory) {
    return directory + "/";
  }
}
