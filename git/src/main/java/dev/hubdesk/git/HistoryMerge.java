package dev.hubdesk.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Makes the history tree of a commit with any number of parents, out of its tree and theirs.
///
/// The rule is that of `git log -1 -- path`: the first parent in which a path stands as it does in
/// the commit tells its last commit; where no parent does, it is the commit itself. A directory
/// that equals the first parent's is shared whole. One that equals a later parent's is not: a file
/// in it may equal the first parent's too.
final class HistoryMerge {

  private final Trees content;
  private final Trees history;

  /// A directory in a parent, with its history.
  record Parent(ObjectId tree, ObjectId history) {}

  private record Loaded(TreeTable tree, TreeTable history) {

    static final Loaded NOTHING = new Loaded(TreeTable.EMPTY, TreeTable.EMPTY);

    @Nullable Parent directory(String name) {
      TreeItem item = tree.find(name);
      TreeItem past = history.find(name);
      return item != null && item.isDirectory() && past != null && past.isDirectory()
          ? new Parent(item.id(), past.id())
          : null;
    }
  }

  HistoryMerge(Trees content, Trees history) {
    this.content = content;
    this.history = history;
  }

  /// The history of a directory.
  ///
  /// @param parents those that have the directory, in the order of the commit's parents
  /// @return the history tree, written to `pack`
  ObjectId of(ObjectId tree, List<Parent> parents, ObjectId commit, PackBuilder pack)
      throws IOException {
    if (!parents.isEmpty() && parents.getFirst().tree().equals(tree)) {
      return parents.getFirst().history();
    }
    List<Loaded> loaded = new ArrayList<>(parents.size());
    for (Parent parent : parents) {
      loaded.add(new Loaded(content.load(parent.tree()), history.load(parent.history())));
    }
    Loaded first = loaded.isEmpty() ? Loaded.NOTHING : loaded.getFirst();
    Map<String, @Nullable TreeItem> changes = new HashMap<>();
    for (Map.Entry<String, TreeDifferences.Pair> difference :
        TreeDifferences.between(first.tree, content.load(tree)).entrySet()) {
      String name = difference.getKey();
      TreeItem item = difference.getValue().after();
      changes.put(name, null);
      changes.put(HistoryTrees.markOf(name), null);
      if (item != null && item.isDirectory()) {
        ObjectId below = of(item.id(), directories(loaded, name), commit, pack);
        changes.put(name, TreeItem.directory(below));
        changes.put(
            HistoryTrees.markOf(name),
            lastCommit(loaded, name, HistoryTrees.markOf(name), item, commit));
      } else if (item != null) {
        changes.put(name, lastCommit(loaded, name, name, item, commit));
      }
    }
    return pack.insertTree(first.history.rewrite(changes));
  }

  private static List<Parent> directories(List<Loaded> parents, String name) {
    List<Parent> found = new ArrayList<>();
    for (Loaded parent : parents) {
      Parent directory = parent.directory(name);
      if (directory != null) {
        found.add(directory);
      }
    }
    return found;
  }

  private static TreeItem lastCommit(
      List<Loaded> parents, String name, String entry, TreeItem item, ObjectId commit) {
    for (Loaded parent : parents) {
      if (item.equals(parent.tree.find(name))) {
        TreeItem last = parent.history.find(entry);
        if (last != null) {
          return last;
        }
      }
    }
    return TreeItem.gitlink(commit);
  }
}
