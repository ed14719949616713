package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Brings to one tree ("ours") what differs between two others ("base" and "theirs"). Directories
/// that only one side touched are taken whole, unread; files that both sides touched are merged by
/// lines. Renames are not looked for.
final class TreeMerge {

  /// The steps that make ours the merged tree.
  ///
  /// @param conflicts paths that could not be merged, in git's order
  record Merged(List<Change> changes, List<String> conflicts) {}

  private final Trees trees;
  private final LineMerge lines;
  private final MergeConflicts preference;
  private final List<Change> changes = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  /// @param lines merges files, and puts what comes out where it can be committed
  TreeMerge(Trees trees, LineMerge lines, MergeConflicts preference) {
    this.trees = trees;
    this.lines = lines;
    this.preference = preference;
  }

  /// @param base null for an empty tree
  Merged merge(@Nullable ObjectId base, ObjectId ours, @Nullable ObjectId theirs)
      throws IOException {
    merge("", load(base), load(ours), load(theirs));
    return new Merged(List.copyOf(changes), List.copyOf(conflicts));
  }

  private TreeTable load(@Nullable ObjectId tree) throws IOException {
    return tree == null ? TreeTable.EMPTY : trees.load(tree);
  }

  private TreeTable directory(@Nullable TreeItem item) throws IOException {
    return item != null && item.isDirectory() ? trees.load(item.id()) : TreeTable.EMPTY;
  }

  private void merge(String directory, TreeTable base, TreeTable ours, TreeTable theirs)
      throws IOException {
    for (Map.Entry<String, TreeDifferences.Pair> difference :
        TreeDifferences.between(base, theirs).entrySet()) {
      String name = difference.getKey();
      merge(
          directory.isEmpty() ? name : directory + "/" + name,
          difference.getValue().before(),
          ours.find(name),
          difference.getValue().after());
    }
  }

  private void merge(
      String path, @Nullable TreeItem base, @Nullable TreeItem ours, @Nullable TreeItem theirs)
      throws IOException {
    if (Objects.equals(ours, theirs)) {
      return;
    }
    if (Objects.equals(ours, base)) {
      take(path, theirs);
    } else if (areDirectories(base, ours, theirs)) {
      merge(path, directory(base), directory(ours), directory(theirs));
    } else {
      TreeItem merged =
          base == null || ours == null || theirs == null ? null : lines.merge(base, ours, theirs);
      if (merged != null) {
        take(path, merged);
      } else {
        conflict(path, theirs);
      }
    }
  }

  /// Whether one can go on inside: at least two sides have a directory, and none a file.
  private static boolean areDirectories(@Nullable TreeItem... sides) {
    int directories = 0;
    for (TreeItem side : sides) {
      if (side != null && !side.isDirectory()) {
        return false;
      }
      directories += side == null ? 0 : 1;
    }
    return directories > 1;
  }

  private void conflict(String path, @Nullable TreeItem theirs) {
    switch (preference) {
      case TELL -> conflicts.add(path);
      case OURS -> {}
      case THEIRS -> take(path, theirs);
    }
  }

  /// Names that no [RepoPath] can hold come only with a push, and only a push can change them.
  private void take(String path, @Nullable TreeItem item) {
    RepoPath.find(path)
        .ifPresentOrElse(
            known -> changes.add(new Change.Copy(known, item)), () -> conflicts.add(path));
  }
}
