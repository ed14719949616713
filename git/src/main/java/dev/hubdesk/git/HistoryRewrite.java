package dev.hubdesk.git;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Writes the history of all refs anew, without the pointers to some LFS objects. Commits keep
/// author, dates and message, and lose a signature, which would be wrong. A commit that changed
/// nothing else stays, empty; commits before the first pointer keep their ids.
final class HistoryRewrite implements AutoCloseable {

  private final long collections;
  private final View view;
  private final PackBuilder content;
  private final PackBuilder history;
  private final Trees trees;
  private final LfsRemoval removal;
  private final HistoryTrees index;
  private final Map<ObjectId, ObjectId> commits = new HashMap<>();
  private final Map<ObjectId, ObjectId> roots = new HashMap<>();
  private final Map<ObjectId, ObjectId> indexed = new HashMap<>();

  HistoryRewrite(GitStore store, long repository, Set<Sha256> objects) {
    this.collections = store.ledger().upkeep().collections(repository);
    this.view = store.view(repository);
    this.content = new PackBuilder(store.scratchFile(), view.objects());
    this.history = new PackBuilder(store.scratchFile(), view.historyObjects());
    this.trees = new Trees(view.objects(), view.memory(), content);
    this.removal = new LfsRemoval(view, trees, content, objects);
    this.index = new HistoryTrees(view, trees, history);
  }

  /// Makes the new objects and tells how the refs have to move; none when no ref leads to such a
  /// pointer.
  List<RefChange> make() throws IOException {
    List<RefRecord> refs = view.ledger().refs(view.repository());
    try (RevWalk walk = new RevWalk(view.objects())) {
      for (RefRecord ref : refs) {
        if (walk.parseAny(Ids.of(ref.commit())) instanceof RevCommit commit) {
          walk.markStart(commit);
        }
      }
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      for (RevCommit commit : walk) {
        rewrite(commit);
      }
      List<RefChange> changes = new ArrayList<>();
      for (RefRecord ref : refs) {
        RefChange change = moved(ref, walk);
        if (change != null) {
          changes.add(change);
        }
      }
      return changes;
    }
  }

  private void rewrite(RevCommit commit) throws IOException {
    ObjectId before = commit.getTree().copy();
    ObjectId tree = removal.without(before);
    List<ObjectId> parents = new ArrayList<>();
    boolean same = tree.equals(before);
    for (RevCommit parent : commit.getParents()) {
      ObjectId now = commits.getOrDefault(parent, parent.copy());
      same &= now.equals(parent);
      parents.add(now);
    }
    if (same) {
      return;
    }
    if (tree.equals(Constants.EMPTY_TREE_ID)) {
      content.insertTree(new byte[0]);
    }
    var anew = new CommitBuilder();
    anew.setTreeId(tree);
    anew.setParentIds(parents);
    anew.setAuthor(commit.getAuthorIdent());
    anew.setCommitter(commit.getCommitterIdent());
    anew.setMessage(commit.getFullMessage());
    ObjectId made = content.insert(Constants.OBJ_COMMIT, anew.build());
    commits.put(commit.copy(), made);
    roots.put(made, tree);
    index(made, tree, parents);
  }

  /// Without the index of every parent there is none: it is made again with the others.
  private void index(ObjectId commit, ObjectId tree, List<ObjectId> parents) throws IOException {
    List<HistoryMerge.Parent> known = new ArrayList<>();
    for (ObjectId parent : parents) {
      ObjectId fresh = indexed.get(parent);
      ObjectId root = fresh == null ? index.rootOf(parent) : fresh;
      if (root == null) {
        return;
      }
      ObjectId of = roots.get(parent);
      known.add(new HistoryMerge.Parent(of == null ? view.rootOf(parent) : of, root));
    }
    indexed.put(commit, index.merge(tree, known, commit, history));
  }

  private @Nullable RefChange moved(RefRecord ref, RevWalk walk) throws IOException {
    ObjectId commit = commits.get(Ids.of(ref.commit()));
    if (commit == null) {
      return null;
    }
    if (ref.peeled() == null) {
      return new RefChange(ref.name(), ref.target(), Ids.of(commit), null);
    }
    RevTag old = walk.parseTag(Ids.of(ref.target()));
    var tag = new TagBuilder();
    tag.setTag(old.getTagName());
    tag.setObjectId(commit, Constants.OBJ_COMMIT);
    tag.setTagger(old.getTaggerIdent());
    tag.setMessage(old.getFullMessage());
    Oid target = Ids.of(content.insert(Constants.OBJ_TAG, tag.build()));
    return new RefChange(ref.name(), ref.target(), target, Ids.of(commit));
  }

  /// Rewrites the histories of all refs of a repository without some LFS objects, anew while refs
  /// move.
  ///
  /// @return false when no ref leads to one: nothing was written then
  /// @throws FailureException with `Unavailable` when other processes keep moving the refs
  static boolean run(
      GitStore store,
      long repository,
      Set<Sha256> objects,
      long actor,
      Collection<? extends Alongside> alongside)
      throws IOException {
    ReentrantLock lock = store.lock(repository);
    lock.lock();
    try {
      for (int i = 0; i < Publisher.MAX_ATTEMPTS; i++) {
        try (HistoryRewrite rewrite = new HistoryRewrite(store, repository, objects)) {
          List<RefChange> refs = rewrite.make();
          if (refs.isEmpty()) {
            return false;
          }
          rewrite.publish(store, refs, actor, alongside);
          return true;
        } catch (PublicationRefusedException _) {
          // Once more, on what the refs lead to now.
        }
      }
    } finally {
      lock.unlock();
    }
    throw Publisher.tooManyOthers();
  }

  /// Publishes what was made.
  void publish(
      GitStore store, List<RefChange> refs, long actor, Collection<? extends Alongside> alongside)
      throws IOException, PublicationRefusedException {
    PackShelf shelf = store.shelf(view.repository());
    try {
      Instant now = store.now();
      shelf.put(ObjectArea.CONTENT, content, now);
      if (!history.isEmpty()) {
        shelf.put(ObjectArea.HISTORY, history, now);
      }
      Map<Oid, Oid> historyTrees = new HashMap<>();
      indexed.forEach((commit, root) -> historyTrees.put(Ids.of(commit), Ids.of(root)));
      var publication =
          new Publication(
              view.repository(),
              actor,
              "delete LFS files",
              now,
              shelf.packs(),
              refs,
              Map.of(),
              treeSizes(),
              historyTrees,
              collections);
      shelf.publish(store.ledger(), publication, alongside);
    } finally {
      shelf.clear();
    }
  }

  private Map<Oid, Long> treeSizes() throws IOException {
    var sizes = new Sizes(view, trees, content);
    List<TreeItem> items = removal.made().stream().map(TreeItem::directory).toList();
    sizes.load(items);
    Map<Oid, Long> sums = new HashMap<>();
    items.forEach(item -> sums.put(Ids.of(item.id()), sizes.of(item)));
    return sums;
  }

  @Override
  public void close() throws IOException {
    try {
      content.close();
      history.close();
    } finally {
      view.close();
    }
  }
}
