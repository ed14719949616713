package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Walks a directory in git's order from any place in it: subtrees that lie before the place are
/// passed over unread. Names that no [RepoPath] can hold (a push may bring such) are left out, with
/// what is below them.
final class Listing {

  private final Trees trees;
  private final boolean recursive;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /// What a listing finds.
  ///
  /// @param parent the directory that holds it
  /// @param table that directory
  /// @param index of the item in the table
  record Found(
      RepoPath parent, String name, RepoPath path, TreeTable table, int index, TreeItem item) {}

  private static final class Frame {
    private final RepoPath directory;
    private final TreeTable table;
    private int next;

    Frame(RepoPath directory, TreeTable table) {
      this.directory = directory;
      this.table = table;
    }
  }

  Listing(Trees trees, RepoPath directory, TreeTable table, boolean recursive) {
    this.trees = trees;
    this.recursive = recursive;
    frames.push(new Frame(directory, table));
  }

  /// Goes to the first entry after a path. The path need not exist.
  void seekAfter(RepoPath after) throws IOException {
    Frame frame = frames.getLast();
    if (after.isRoot() || !after.isWithin(frame.directory) || after.equals(frame.directory)) {
      throw new FailureException(
          new Failure.BadRequest("The page does not belong to this directory"));
    }
    int prefix = frame.directory.isRoot() ? 0 : frame.directory.text().length() + 1;
    for (String name : after.text().substring(prefix).split("/", -1)) {
      TreeTable.Position position = frame.table.seek(name);
      frame.next = position.next();
      if (!recursive || position.index() < 0 || !frame.table.item(position.index()).isDirectory()) {
        return;
      }
      frame = enter(frame.directory.child(name), frame.table.item(position.index()));
    }
  }

  /// The next entries, at most `limit`.
  List<Found> next(int limit) throws IOException {
    List<Found> found = new ArrayList<>();
    while (found.size() < limit && !frames.isEmpty()) {
      Frame frame = frames.peek();
      if (frame.next == frame.table.size()) {
        frames.pop();
        continue;
      }
      int index = frame.next++;
      String name = frame.table.name(index);
      RepoPath path =
          RepoPath.find(frame.directory.isRoot() ? name : frame.directory.text() + "/" + name)
              .orElse(null);
      if (path != null) {
        TreeItem item = frame.table.item(index);
        found.add(new Found(frame.directory, name, path, frame.table, index, item));
        if (recursive && item.isDirectory()) {
          enter(path, item);
        }
      }
    }
    return found;
  }

  private Frame enter(RepoPath path, TreeItem item) throws IOException {
    var frame = new Frame(path, trees.load(item.id()));
    frames.push(frame);
    return frame;
  }
}
