package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// Finds the LFS files in what a draft copies.
final class CopiedLfs {

  /// The most LFS files of one draft that are looked for in copies: `.gitattributes` has no room
  /// for a line of each of more.
  static final int MAX_FILES = 5_000;

  private static final int PAGE = 1_000;

  private final View view;
  private final Trees trees;
  private final PackBuilder fresh;
  private final Map<ObjectId, CommitDraft.Added> added;

  /// @param fresh objects that are not in the repository yet; those that are pointers are among
  ///   `added`
  CopiedLfs(View view, Trees trees, PackBuilder fresh, Map<ObjectId, CommitDraft.Added> added) {
    this.view = view;
    this.trees = trees;
    this.fresh = fresh;
    this.added = added;
  }

  /// Adds the LFS files at or below a path.
  void find(RepoPath path, TreeItem item, Map<RepoPath, ObjectId> found) throws IOException {
    if (!item.isDirectory()) {
      add(Map.of(path, item), found);
      return;
    }
    var listing = new Listing(trees, path, trees.load(item.id()), true);
    List<Listing.Found> page = listing.next(PAGE);
    while (!page.isEmpty() && found.size() < MAX_FILES) {
      Map<RepoPath, TreeItem> items = new LinkedHashMap<>();
      page.forEach(one -> items.put(one.path(), one.item()));
      add(items, found);
      page = listing.next(PAGE);
    }
  }

  private void add(Map<RepoPath, TreeItem> items, Map<RepoPath, ObjectId> found)
      throws IOException {
    Set<Oid> asked = new HashSet<>();
    for (TreeItem item : items.values()) {
      if (item.isRegular() && mayBePointer(item.id())) {
        asked.add(Ids.of(item.id()));
      }
    }
    Map<Oid, LfsPointer> known = asked.isEmpty() ? new HashMap<>() : view.ledger().pointers(asked);
    items.forEach((path, item) -> {
      CommitDraft.Added brought = added.get(item.id());
      boolean lfs =
          brought != null ? brought.pointer() != null : known.containsKey(Ids.of(item.id()));
      if (lfs && item.isRegular()) {
        found.put(path, item.id());
      }
    });
  }

  private boolean mayBePointer(ObjectId blob) throws IOException {
    return !added.containsKey(blob)
        && !fresh.holds(blob)
        && view.objects().getObjectSize(blob, Constants.OBJ_BLOB) <= LfsPointer.MAX_BYTES;
  }
}
