package dev.hubdesk.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Changes to one directory and those below it, made in the order they come and written at the end.
/// Directories that no change touches are neither read nor written.
final class DirectoryEdit {

  private final Trees trees;
  private final @Nullable ObjectId before;
  private final TreeTable original;
  private final boolean cleared;
  private final Map<String, Change> changes = new LinkedHashMap<>();

  private sealed interface Change {
    record Gone() implements Change {}

    record File(TreeItem item) implements Change {}

    record Directory(DirectoryEdit edit) implements Change {}
  }

  /// @param before the directory in the parent commit; null when there is none
  /// @param cleared nothing of it is there any more unless it is put again
  private DirectoryEdit(Trees trees, @Nullable ObjectId before, boolean cleared)
      throws IOException {
    this.trees = trees;
    this.before = before;
    this.original = before == null ? TreeTable.EMPTY : trees.load(before);
    this.cleared = cleared;
  }

  static DirectoryEdit of(Trees trees, @Nullable ObjectId root) throws IOException {
    return new DirectoryEdit(trees, root, false);
  }

  /// Puts a regular file; whatever stands at the path or in the way is replaced. A file that was
  /// executable stays so.
  void put(List<String> path, ObjectId blob) throws IOException {
    String name = path.getFirst();
    if (path.size() > 1) {
      subdirectory(name).put(path.subList(1, path.size()), blob);
      return;
    }
    TreeItem old = current(name);
    boolean executable = old != null && old.mode() == TreeItem.EXECUTABLE;
    changes.put(
        name,
        new Change.File(new TreeItem(executable ? TreeItem.EXECUTABLE : TreeItem.FILE, blob)));
  }

  /// Deletes a file or a directory.
  ///
  /// @return false when there is none
  boolean delete(List<String> path) throws IOException {
    String name = path.getFirst();
    boolean isDirectory = changes.get(name) instanceof Change.Directory;
    TreeItem old = current(name);
    if (!isDirectory && old == null) {
      return false;
    }
    if (path.size() == 1) {
      changes.put(name, new Change.Gone());
      return true;
    }
    if (!isDirectory && (old == null || !old.isDirectory())) {
      return false;
    }
    return subdirectory(name).delete(path.subList(1, path.size()));
  }

  /// What stands at a path after the changes so far; null also for a directory that was touched.
  @Nullable TreeItem find(List<String> path) throws IOException {
    String name = path.getFirst();
    List<String> below = path.subList(1, path.size());
    if (changes.get(name) instanceof Change.Directory directory) {
      return below.isEmpty() ? null : directory.edit.find(below);
    }
    TreeItem item = current(name);
    if (below.isEmpty() || item == null || !item.isDirectory()) {
      return below.isEmpty() ? item : null;
    }
    return new DirectoryEdit(trees, item.id(), false).find(below);
  }

  private DirectoryEdit subdirectory(String name) throws IOException {
    Change change = changes.get(name);
    if (change instanceof Change.Directory directory) {
      return directory.edit;
    }
    TreeItem item = original.find(name);
    var edit =
        new DirectoryEdit(
            trees,
            item != null && item.isDirectory() ? item.id() : null,
            cleared || change != null);
    changes.put(name, new Change.Directory(edit));
    return edit;
  }

  private @Nullable TreeItem current(String name) {
    return switch (changes.get(name)) {
      case null -> cleared ? null : original.find(name);
      case Change.Gone _, Change.Directory _ -> null;
      case Change.File file -> file.item;
    };
  }

  /// Writes the trees that changed, and says what differs; a directory without files is gone.
  TreeDelta write(PackBuilder pack) throws IOException {
    var differences = new ArrayList<TreeDelta.Difference>();
    Map<String, @Nullable TreeItem> rewrites = new HashMap<>();
    for (Map.Entry<String, Change> entry : changes.entrySet()) {
      TreeDelta.Difference difference = write(entry.getKey(), entry.getValue(), pack);
      rewrites.put(difference.name(), difference.after());
      if (!Objects.equals(difference.before(), difference.after())) {
        differences.add(difference);
      }
    }
    if (cleared) {
      addForgotten(differences);
    }
    if (differences.isEmpty()) {
      return new TreeDelta(before, before, differences);
    }
    byte[] raw = (cleared ? TreeTable.EMPTY : original).rewrite(rewrites);
    return new TreeDelta(before, raw.length == 0 ? null : pack.insertTree(raw), differences);
  }

  private TreeDelta.Difference write(String name, Change change, PackBuilder pack)
      throws IOException {
    TreeItem old = original.find(name);
    return switch (change) {
      case Change.Gone _ -> new TreeDelta.Difference(name, old, null, null);
      case Change.File(TreeItem item) -> new TreeDelta.Difference(name, old, item, null);
      case Change.Directory(DirectoryEdit edit) -> {
        TreeDelta below = edit.write(pack);
        ObjectId tree = below.after();
        yield tree == null
            ? new TreeDelta.Difference(name, old, null, null)
            : new TreeDelta.Difference(name, old, TreeItem.directory(tree), below);
      }
    };
  }

  private void addForgotten(List<TreeDelta.Difference> differences) {
    for (int i = 0; i < original.size(); i++) {
      String name = original.name(i);
      if (!changes.containsKey(name)) {
        differences.add(new TreeDelta.Difference(name, original.item(i), null, null));
      }
    }
  }
}
