package dev.hubdesk.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Reads trees, those of a pack that is being made included. For one request.
final class Trees {

  /// The largest tree that is read: six million entries in one directory.
  static final int MAX_TREE_BYTES = 256 << 20;

  /// A table of this many bytes is kept until the next one: a listing in pages asks for it again.
  private static final int KEEP_FROM = 64 << 10;

  private final ObjectReader reader;
  private final ObjectMemory memory;
  private final List<PackBuilder> fresh;
  private @Nullable ObjectId keptId;
  private TreeTable kept = TreeTable.EMPTY;

  /// @param fresh objects that are not in the repository yet
  Trees(ObjectReader reader, ObjectMemory memory, PackBuilder... fresh) {
    this.reader = reader;
    this.memory = memory;
    this.fresh = List.of(fresh);
  }

  TreeTable load(AnyObjectId tree) throws IOException {
    if (Constants.EMPTY_TREE_ID.equals(tree)) {
      return TreeTable.EMPTY;
    }
    if (tree.equals(keptId)) {
      return kept;
    }
    TreeTable table = read(tree);
    if (table.raw().length >= KEEP_FROM) {
      keptId = tree.copy();
      kept = table;
    }
    return table;
  }

  private TreeTable read(AnyObjectId tree) throws IOException {
    for (PackBuilder pack : fresh) {
      if (pack.holds(tree)) {
        try (InputStream in = pack.open(tree)) {
          return new TreeTable(in.readAllBytes());
        }
      }
    }
    TreeTable known = memory.tree(tree);
    if (known == null) {
      known = new TreeTable(reader.open(tree, Constants.OBJ_TREE).getCachedBytes(MAX_TREE_BYTES));
      memory.keep(tree, known);
    }
    return known;
  }

  /// The tree of a commit.
  ObjectId rootOf(ObjectId commit) throws IOException {
    ObjectId known = memory.root(commit);
    if (known == null) {
      byte[] raw = reader.open(commit, Constants.OBJ_COMMIT).getCachedBytes(MAX_TREE_BYTES);
      known = ObjectId.fromString(raw, "tree ".length());
      memory.keepRoot(commit, known);
    }
    return known;
  }
}
