package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// How large files and directories are. An LFS file has the size of its object, a directory that of
/// all files below, a gitlink none.
///
/// Sizes of blobs come from the packs' size indexes; only blobs small enough to be an LFS pointer
/// are asked for in the ledger, all of a page at once. Sizes of directories are facts in the
/// ledger, and are added up where the fact is missing.
final class Sizes {

  private final View view;
  private final Trees treesRead;
  private final @Nullable PackBuilder fresh;
  private final Map<ObjectId, Long> blobs = new HashMap<>();
  private final Map<ObjectId, LfsPointer> pointers = new HashMap<>();
  private final Map<ObjectId, Long> trees = new HashMap<>();

  Sizes(View view) {
    this(view, view.trees(), null);
  }

  /// @param trees reads what is in `fresh` too
  /// @param fresh objects that are not in the repository yet
  Sizes(View view, Trees trees, @Nullable PackBuilder fresh) {
    this.view = view;
    this.treesRead = trees;
    this.fresh = fresh;
  }

  /// Tells of a blob that is not in the repository yet.
  void know(ObjectId blob, long size, @Nullable LfsPointer pointer) {
    blobs.put(blob, size);
    if (pointer != null) {
      pointers.put(blob, pointer);
    }
  }

  /// Tells the sum of all sizes below a tree that is not in the repository yet.
  void knowTree(ObjectId tree, long size) {
    trees.put(tree, size);
  }

  /// Looks up all that is needed for these items, in two queries.
  void load(Collection<TreeItem> items) throws IOException {
    loadBlobs(items);
    Set<Oid> unknown = new HashSet<>();
    for (TreeItem item : items) {
      if (item.isDirectory() && !trees.containsKey(item.id())) {
        unknown.add(Ids.of(item.id()));
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    view.ledger().treeSizes(unknown).forEach((tree, size) -> trees.put(Ids.of(tree), size));
    for (Oid tree : unknown) {
      ObjectId id = Ids.of(tree);
      if (!trees.containsKey(id)) {
        trees.put(id, addUp(id));
      }
    }
  }

  private void loadBlobs(Collection<TreeItem> items) throws IOException {
    Set<Oid> small = new HashSet<>();
    for (TreeItem item : items) {
      if (item.isDirectory() || item.isGitlink() || blobs.containsKey(item.id())) {
        continue;
      }
      long size = blobSize(item.id());
      blobs.put(item.id(), size);
      if (size <= LfsPointer.MAX_BYTES) {
        small.add(Ids.of(item.id()));
      }
    }
    if (!small.isEmpty()) {
      view.ledger().pointers(small).forEach((blob, lfs) -> pointers.put(Ids.of(blob), lfs));
    }
  }

  private long blobSize(ObjectId blob) throws IOException {
    return fresh != null && fresh.holds(blob)
        ? fresh.sizeOf(blob)
        : view.objects().getObjectSize(blob, Constants.OBJ_BLOB);
  }

  private long addUp(ObjectId tree) throws IOException {
    TreeTable table = treesRead.load(tree);
    List<TreeItem> items = new ArrayList<>(table.size());
    for (int i = 0; i < table.size(); i++) {
      items.add(table.item(i));
    }
    load(items);
    return items.stream().mapToLong(this::of).sum();
  }

  /// The size of an item that was loaded.
  long of(TreeItem item) {
    if (item.isGitlink()) {
      return 0;
    }
    LfsPointer pointer = pointer(item);
    Long size =
        pointer != null
            ? Long.valueOf(pointer.size())
            : (item.isDirectory() ? trees : blobs).get(item.id());
    if (size == null) {
      throw new IllegalStateException("the size of " + item.id().name() + " was not loaded");
    }
    return size;
  }

  /// The pointer of an item that was loaded; null when it is no LFS file.
  @Nullable LfsPointer pointer(TreeItem item) {
    return item.isRegular() ? pointers.get(item.id()) : null;
  }

  /// The sizes of all trees that a delta made.
  Map<Oid, Long> ofTreesIn(TreeDelta root) throws IOException {
    List<TreeItem> needed = new ArrayList<>();
    collect(root, needed);
    load(needed);
    Map<Oid, Long> sizes = new HashMap<>();
    add(root, sizes);
    return sizes;
  }

  private static void collect(TreeDelta delta, List<TreeItem> needed) {
    if (delta.before() != null) {
      needed.add(TreeItem.directory(delta.before()));
    }
    for (TreeDelta.Difference difference : delta.differences()) {
      if (difference.before() != null) {
        needed.add(difference.before());
      }
      if (difference.below() != null) {
        collect(difference.below(), needed);
      } else if (difference.after() != null) {
        needed.add(difference.after());
      }
    }
  }

  private long add(TreeDelta delta, Map<Oid, Long> sizes) {
    long size = delta.before() == null ? 0 : of(TreeItem.directory(delta.before()));
    for (TreeDelta.Difference difference : delta.differences()) {
      if (difference.before() != null) {
        size -= of(difference.before());
      }
      if (difference.below() != null) {
        size += add(difference.below(), sizes);
      } else if (difference.after() != null) {
        size += of(difference.after());
      }
    }
    if (delta.after() != null) {
      sizes.put(Ids.of(delta.after()), size);
    }
    return size;
  }
}
