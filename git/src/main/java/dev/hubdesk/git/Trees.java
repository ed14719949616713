package dev.hubdesk.git;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/// Reads trees.
final class Trees {

  /// The largest tree that is read: six million entries in one directory.
  static final int MAX_TREE_BYTES = 256 << 20;

  private final ObjectReader reader;

  Trees(ObjectReader reader) {
    this.reader = reader;
  }

  TreeTable load(AnyObjectId tree) throws IOException {
    if (Constants.EMPTY_TREE_ID.equals(tree)) {
      return TreeTable.EMPTY;
    }
    return new TreeTable(reader.open(tree, Constants.OBJ_TREE).getCachedBytes(MAX_TREE_BYTES));
  }

  /// The tree of a commit.
  ObjectId rootOf(ObjectId commit) throws IOException {
    byte[] raw = reader.open(commit, Constants.OBJ_COMMIT).getCachedBytes(MAX_TREE_BYTES);
    return ObjectId.fromString(raw, "tree ".length());
  }
}
