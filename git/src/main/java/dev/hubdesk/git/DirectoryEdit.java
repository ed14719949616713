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
  private final @Nullable ObjectId start;
  private final TreeTable original;
  private final TreeTable base;
  private final Map<String, Change> changes = new LinkedHashMap<>();

  private sealed interface Change {
    record Gone() implements Change {}

    /// A file, or a directory that is taken whole.
    record Item(TreeItem item) implements Change {}

    record Directory(DirectoryEdit edit) implements Change {}
  }

  private DirectoryEdit(Trees trees, @Nullable ObjectId before, @Nullable ObjectId start)
      throws IOException {
    this.trees = trees;
    this.before = before;
    this.start = start;
    this.original = before == null ? TreeTable.EMPTY : trees.load(before);
    this.base =
        start == null ? TreeTable.EMPTY : start.equals(before) ? original : trees.load(start);
  }

  static DirectoryEdit of(Trees trees, @Nullable ObjectId root) throws IOException {
    return new DirectoryEdit(trees, root, root);
  }

  /// A directory all of which is replaced before the changes come.
  ///
  /// @param before the directory in the parent commit; null when there is none
  /// @param start what it is replaced with; null for nothing
  static DirectoryEdit replaced(Trees trees, @Nullable ObjectId before, @Nullable ObjectId start)
      throws IOException {
    return new DirectoryEdit(trees, before, start);
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
    place(path, new TreeItem(executable ? TreeItem.EXECUTABLE : TreeItem.FILE, blob));
  }

  /// Puts a file or a whole directory as it is; whatever stands at the path or in the way is
  /// replaced.
  ///
  /// @param item null to leave nothing there
  void place(List<String> path, @Nullable TreeItem item) throws IOException {
    String name = path.getFirst();
    if (path.size() == 1) {
      changes.put(name, item == null ? new Change.Gone() : new Change.Item(item));
    } else if (item != null || !isNothing(name)) {
      subdirectory(name).place(path.subList(1, path.size()), item);
    }
  }

  /// Whether no directory of this name is there, so that nothing can be removed from it.
  private boolean isNothing(String name) {
    if (changes.get(name) instanceof Change.Directory) {
      return false;
    }
    TreeItem item = current(name);
    return item == null || !item.isDirectory();
  }

  /// Deletes a file or a directory.
  ///
  /// @return false when there is none
  boolean delete(List<String> path) throws IOException {
    String name = path.getFirst();
    boolean isDirectory = changes.get(name) instanceof Change.Directory;
    if (!isDirectory && current(name) == null) {
      return false;
    }
    if (path.size() == 1) {
      changes.put(name, new Change.Gone());
      return true;
    }
    return !isNothing(name) && subdirectory(name).delete(path.subList(1, path.size()));
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
    return of(trees, item.id()).find(below);
  }

  private DirectoryEdit subdirectory(String name) throws IOException {
    if (changes.get(name) instanceof Change.Directory directory) {
      return directory.edit;
    }
    var edit = new DirectoryEdit(trees, idOf(original.find(name)), idOf(current(name)));
    changes.put(name, new Change.Directory(edit));
    return edit;
  }

  private static @Nullable ObjectId idOf(@Nullable TreeItem item) {
    return item != null && item.isDirectory() ? item.id() : null;
  }

  private @Nullable TreeItem current(String name) {
    return switch (changes.get(name)) {
      case null -> base.find(name);
      case Change.Gone _, Change.Directory _ -> null;
      case Change.Item(TreeItem item) -> item;
    };
  }

  /// Writes the trees that changed, and says what differs; a directory without files is gone.
  TreeDelta write(PackBuilder pack) throws IOException {
    Map<String, @Nullable TreeItem> rewrites = new HashMap<>();
    Map<String, TreeDelta> below = new HashMap<>();
    for (Map.Entry<String, Change> entry : changes.entrySet()) {
      rewrites.put(entry.getKey(), write(entry.getKey(), entry.getValue(), pack, below));
    }
    return Objects.equals(start, before)
        ? written(rewrites, below, pack)
        : compared(rewrites, below, pack);
  }

  private static @Nullable TreeItem write(
      String name, Change change, PackBuilder pack, Map<String, TreeDelta> below)
      throws IOException {
    return switch (change) {
      case Change.Gone _ -> null;
      case Change.Item(TreeItem item) -> item;
      case Change.Directory(DirectoryEdit edit) -> {
        TreeDelta delta = edit.write(pack);
        below.put(name, delta);
        ObjectId tree = delta.after();
        yield tree == null ? null : TreeItem.directory(tree);
      }
    };
  }

  /// Only what was changed can differ.
  private TreeDelta written(
      Map<String, @Nullable TreeItem> rewrites, Map<String, TreeDelta> below, PackBuilder pack)
      throws IOException {
    var differences = new ArrayList<TreeDelta.Difference>();
    rewrites.forEach((name, item) -> {
      TreeItem old = original.find(name);
      if (!Objects.equals(old, item)) {
        differences.add(difference(name, old, item, below));
      }
    });
    if (differences.isEmpty()) {
      return new TreeDelta(before, before, differences);
    }
    byte[] raw = base.rewrite(rewrites);
    return new TreeDelta(before, raw.length == 0 ? null : pack.insertTree(raw), differences);
  }

  /// The directory did not start as it was: everything may differ.
  private TreeDelta compared(
      Map<String, @Nullable TreeItem> rewrites, Map<String, TreeDelta> below, PackBuilder pack)
      throws IOException {
    byte[] raw = base.rewrite(rewrites);
    var differences = new ArrayList<TreeDelta.Difference>();
    TreeDifferences.between(original, new TreeTable(raw))
        .forEach(
            (name, pair) -> differences.add(difference(name, pair.before(), pair.after(), below)));
    if (differences.isEmpty() && before != null) {
      return new TreeDelta(before, before, differences);
    }
    return new TreeDelta(before, raw.length == 0 ? null : pack.insertTree(raw), differences);
  }

  private static TreeDelta.Difference difference(
      String name, @Nullable TreeItem old, @Nullable TreeItem item, Map<String, TreeDelta> below) {
    return new TreeDelta.Difference(name, old, item, item == null ? null : below.get(name));
  }
}
