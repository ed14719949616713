package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Finds paths below one tree. It holds only the directories on the way to the last path, so paths
/// that are asked in order read each directory once and a listing never holds a whole tree.
final class PathFinder {

  private final Trees trees;
  private final List<Step> steps = new ArrayList<>();

  private record Step(String name, TreeTable table) {}

  PathFinder(Trees trees, ObjectId root) throws IOException {
    this.trees = trees;
    steps.add(new Step("", trees.load(root)));
  }

  /// What stands at a path; null when nothing does, and for the root.
  @Nullable TreeItem find(RepoPath path) throws IOException {
    Listing.Found found = locate(path);
    return found == null ? null : found.item();
  }

  /// As [#find], with the place.
  Listing.@Nullable Found locate(RepoPath path) throws IOException {
    RepoPath parent = path.parent();
    TreeTable table = directory(parent);
    if (table == null || path.isRoot()) {
      return null;
    }
    String name = path.name();
    int index = table.indexOf(name);
    return index < 0
        ? null
        : new Listing.Found(parent, name, path, table, index, table.item(index));
  }

  /// The directory at a path; null when there is none.
  @Nullable TreeTable directory(RepoPath path) throws IOException {
    String[] names = path.isRoot() ? new String[0] : path.text().split("/", -1);
    int depth = 0;
    while (depth < names.length
        && depth + 1 < steps.size()
        && steps.get(depth + 1).name.equals(names[depth])) {
      depth++;
    }
    steps.subList(depth + 1, steps.size()).clear();
    for (; depth < names.length; depth++) {
      TreeItem item = steps.get(depth).table.find(names[depth]);
      if (item == null || !item.isDirectory()) {
        return null;
      }
      steps.add(new Step(names[depth], trees.load(item.id())));
    }
    return steps.getLast().table;
  }
}
