package dev.hubdesk.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;

/// Walks from new tips down to what was known before.
final class NewObjects {

  private final ObjectReader objects;
  private final Known known;
  private final Set<ObjectId> commits = new HashSet<>();
  private final Set<ObjectId> trees = new HashSet<>();
  private final Set<ObjectId> blobs = new HashSet<>();
  private final Set<ObjectId> seen = new HashSet<>();

  /// Whether an object was known before.
  @FunctionalInterface
  interface Known {
    boolean test(ObjectId id) throws IOException;
  }

  /// @param known objects that are not entered, nor counted
  NewObjects(ObjectReader objects, Known known) {
    this.objects = objects;
    this.known = known;
  }

  /// Everything new that the tips reach.
  Set<ObjectId> from(Set<ObjectId> tips) throws IOException {
    Deque<ObjectId> left = new ArrayDeque<>();
    for (ObjectId tip : tips) {
      add(tip, left);
    }
    while (!left.isEmpty()) {
      enter(left.pop(), left);
    }
    return seen;
  }

  /// The commits among it.
  Set<ObjectId> commits() {
    return commits;
  }

  /// The trees among it.
  Set<ObjectId> trees() {
    return trees;
  }

  /// The blobs among it.
  Set<ObjectId> blobs() {
    return blobs;
  }

  private void add(ObjectId id, Deque<ObjectId> left) throws IOException {
    if (!known.test(id) && seen.add(id)) {
      left.push(id);
    }
  }

  private void enter(ObjectId id, Deque<ObjectId> left) throws IOException {
    ObjectLoader object = objects.open(id);
    switch (object.getType()) {
      case Constants.OBJ_COMMIT -> {
        commits.add(id);
        RevCommit commit = RevCommit.parse(object.getCachedBytes());
        add(commit.getTree().getId(), left);
        for (RevCommit parent : commit.getParents()) {
          add(parent.getId(), left);
        }
      }
      case Constants.OBJ_TAG -> add(tagged(object), left);
      case Constants.OBJ_TREE -> {
        trees.add(id);
        var table = new TreeTable(object.getCachedBytes(Trees.MAX_TREE_BYTES));
        for (int i = 0; i < table.size(); i++) {
          TreeItem item = table.item(i);
          if (!item.isGitlink()) {
            add(item.id(), left);
          }
        }
      }
      default -> blobs.add(id);
    }
  }

  private static ObjectId tagged(ObjectLoader object) throws IOException {
    return RevTag.parse(object.getCachedBytes()).getObject().getId();
  }
}
