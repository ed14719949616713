package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Makes trees without the pointers to some LFS objects. A directory that held nothing else goes
/// too. Each tree is looked at once.
final class LfsRemoval {

  private final View view;
  private final Trees trees;
  private final PackBuilder pack;
  private final Set<Sha256> objects;
  private final Map<ObjectId, ObjectId> done = new HashMap<>();
  private final Set<ObjectId> made = new HashSet<>();

  /// @param trees reads what is in `pack` too
  /// @param pack receives the new trees
  LfsRemoval(View view, Trees trees, PackBuilder pack, Set<Sha256> objects) {
    this.view = view;
    this.trees = trees;
    this.pack = pack;
    this.objects = Set.copyOf(objects);
  }

  /// The tree without the pointers: the same when it holds none, the empty tree when it holds
  /// nothing else.
  ObjectId without(ObjectId tree) throws IOException {
    ObjectId known = done.get(tree);
    if (known == null) {
      known = make(tree);
      done.put(tree, known);
    }
    return known;
  }

  /// The trees that were made.
  Set<ObjectId> made() {
    return made;
  }

  private ObjectId make(ObjectId tree) throws IOException {
    TreeTable table = trees.load(tree);
    Map<String, @Nullable TreeItem> changes = new HashMap<>();
    Set<Oid> small = new HashSet<>();
    for (int i = 0; i < table.size(); i++) {
      TreeItem item = table.item(i);
      if (item.isDirectory()) {
        ObjectId below = without(item.id());
        if (!below.equals(item.id())) {
          boolean nothing = below.equals(Constants.EMPTY_TREE_ID);
          changes.put(table.name(i), nothing ? null : TreeItem.directory(below));
        }
      } else if (item.isRegular() && isSmall(item.id())) {
        small.add(Ids.of(item.id()));
      }
    }
    Set<Oid> doomed = pointersAmong(small);
    for (int i = 0; i < table.size() && !doomed.isEmpty(); i++) {
      TreeItem item = table.item(i);
      if (item.isRegular() && doomed.contains(Ids.of(item.id()))) {
        changes.put(table.name(i), null);
      }
    }
    if (changes.isEmpty()) {
      return tree;
    }
    ObjectId id = pack.insertTree(table.rewrite(changes));
    made.add(id);
    return id;
  }

  private boolean isSmall(ObjectId blob) throws IOException {
    return view.objects().getObjectSize(blob, Constants.OBJ_BLOB) <= LfsPointer.MAX_BYTES;
  }

  private Set<Oid> pointersAmong(Set<Oid> blobs) {
    Set<Oid> found = new HashSet<>();
    if (!blobs.isEmpty()) {
      view.ledger()
          .pointers(blobs)
          .forEach((blob, pointer) -> {
            if (objects.contains(pointer.oid())) {
              found.add(blob);
            }
          });
    }
    return found;
  }
}
