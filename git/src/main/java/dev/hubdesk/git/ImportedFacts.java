package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Learns of trees that came without facts which files are LFS pointers, and how much lies below
/// each directory. A tree costs what differs from its predecessor.
final class ImportedFacts {

  private final View view;
  private final Map<ObjectId, Long> sizes = new HashMap<>();
  private final Map<Oid, Long> learnt = new HashMap<>();
  private final Map<Oid, LfsPointer> pointers = new HashMap<>();

  ImportedFacts(View view) {
    this.view = view;
  }

  /// The sums of sizes that were not known before.
  Map<Oid, Long> treeSizes() {
    return learnt;
  }

  /// The pointers that were met.
  Map<Oid, LfsPointer> pointers() {
    return pointers;
  }

  /// Learns a tree and all below it that is not known.
  ///
  /// @param before a tree that differs little; null when there is none
  /// @return the sum of all sizes below
  long learn(ObjectId tree, @Nullable ObjectId before) throws IOException {
    if (tree.equals(Constants.EMPTY_TREE_ID)) {
      return 0;
    }
    Long known = known(tree);
    if (known != null) {
      return known;
    }
    TreeTable old = before == null ? TreeTable.EMPTY : view.trees().load(before);
    long sum = before == null ? 0 : learn(before, null);
    for (TreeDifferences.Pair pair :
        TreeDifferences.between(old, view.trees().load(tree)).values()) {
      ObjectId beside = directory(pair.before());
      sum -= pair.before() == null ? 0 : size(pair.before(), null);
      sum += pair.after() == null ? 0 : size(pair.after(), beside);
    }
    sizes.put(tree, sum);
    learnt.put(Ids.of(tree), sum);
    return sum;
  }

  private @Nullable Long known(ObjectId tree) {
    Long known = sizes.get(tree);
    if (known == null) {
      known = view.ledger().treeSizes(List.of(Ids.of(tree))).get(Ids.of(tree));
      if (known != null) {
        sizes.put(tree, known);
      }
    }
    return known;
  }

  private static @Nullable ObjectId directory(@Nullable TreeItem item) {
    return item != null && item.isDirectory() ? item.id() : null;
  }

  private long size(TreeItem item, @Nullable ObjectId before) throws IOException {
    if (item.isGitlink()) {
      return 0;
    }
    return item.isDirectory() ? learn(item.id(), before) : file(item);
  }

  private long file(TreeItem item) throws IOException {
    long size = view.objects().getObjectSize(item.id(), Constants.OBJ_BLOB);
    if (size > LfsPointer.MAX_BYTES || !item.isRegular()) {
      return size;
    }
    LfsPointer pointer = pointers.get(Ids.of(item.id()));
    if (pointer == null) {
      pointer = new PointerScan(view.objects()).pointer(item.id()).orElse(null);
      if (pointer == null) {
        return size;
      }
      pointers.put(Ids.of(item.id()), pointer);
    }
    return pointer.size();
  }
}
