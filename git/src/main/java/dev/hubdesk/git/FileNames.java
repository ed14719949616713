package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/// The names of the files of one commit, without sizes and dates: what can be told from trees
/// alone. For one request.
public final class FileNames {

  private final View view;
  private final ObjectId root;
  private final Listing walk;

  /// A file and its git blob.
  public record FileName(RepoPath path, Oid oid) {}

  FileNames(View view, ObjectId root) throws IOException {
    this.view = view;
    this.root = root;
    this.walk = new Listing(view.trees(), RepoPath.ROOT, view.trees().load(root), true);
  }

  /// The file at a path; empty for a directory.
  public Optional<FileName> find(RepoPath path) throws IOException {
    TreeItem item = new PathFinder(view.trees(), root).find(path);
    return item == null || !isFile(item)
        ? Optional.empty()
        : Optional.of(new FileName(path, Ids.of(item.id())));
  }

  /// The first files, level by level from the root down, in git's order on each level. Reads no
  /// more than `entries` entries of trees, so that the cost does not follow the repository's size.
  public List<FileName> first(int entries) throws IOException {
    List<FileName> files = new ArrayList<>();
    Deque<Listing.Found> directories = new ArrayDeque<>();
    int left = firstOf(RepoPath.ROOT, root, entries, files, directories);
    while (left > 0 && !directories.isEmpty()) {
      Listing.Found next = directories.removeFirst();
      left = firstOf(next.path(), next.item().id(), left, files, directories);
    }
    return files;
  }

  private int firstOf(
      RepoPath directory,
      ObjectId tree,
      int limit,
      List<FileName> files,
      Deque<Listing.Found> directories)
      throws IOException {
    var level = new Listing(view.trees(), directory, view.trees().load(tree), false);
    List<Listing.Found> found = level.next(limit);
    for (Listing.Found one : found) {
      if (one.item().isDirectory()) {
        directories.add(one);
      } else if (isFile(one.item())) {
        files.add(new FileName(one.path(), Ids.of(one.item().id())));
      }
    }
    return limit - found.size();
  }

  /// The next files of a walk through all of them, in git's order; empty at the end.
  ///
  /// @param entries most entries of trees that one call looks at
  public List<FileName> next(int entries) throws IOException {
    List<FileName> files = new ArrayList<>();
    List<Listing.Found> found;
    do {
      found = walk.next(entries);
      for (Listing.Found one : found) {
        if (isFile(one.item())) {
          files.add(new FileName(one.path(), Ids.of(one.item().id())));
        }
      }
    } while (files.isEmpty() && !found.isEmpty());
    return files;
  }

  private static boolean isFile(TreeItem item) {
    return !item.isDirectory() && !item.isGitlink();
  }
}
