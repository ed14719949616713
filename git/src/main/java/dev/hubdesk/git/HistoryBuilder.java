package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Indexes commits that came without history trees, however they were made: parents first, in
/// batches that are published one by one. Whoever is interrupted goes on where the last batch
/// ended. Facts about sizes and LFS pointers come along.
final class HistoryBuilder {

  /// The most commits of a batch.
  static final int BATCH_COMMITS = 500;

  /// A batch ends when its history trees have so many bytes.
  static final long BATCH_BYTES = 32L << 20;

  private final GitStore store;
  private final long repository;

  HistoryBuilder(GitStore store, long repository) {
    this.store = store;
    this.repository = repository;
  }

  /// Indexes commits with all their ancestors.
  ///
  /// @param enough asked between commits; ends the work early
  /// @return how many commits were indexed
  long index(Collection<Oid> tips, BooleanSupplier enough) throws IOException {
    List<ObjectId> left = unindexed(tips);
    int done = 0;
    while (done < left.size() && !enough.getAsBoolean()) {
      done += batch(left.subList(done, left.size()), enough);
    }
    return done;
  }

  /// Commits without an index, parents before their children.
  private List<ObjectId> unindexed(Collection<Oid> tips) throws IOException {
    Set<ObjectId> ordered = new LinkedHashSet<>();
    Set<ObjectId> seen = new HashSet<>();
    Deque<ObjectId> path = new ArrayDeque<>();
    Map<Oid, Oid> indexed = store.ledger().upkeep().historyTrees(repository);
    try (View view = store.view(repository);
        RevWalk walk = new RevWalk(view.objects())) {
      walk.setRetainBody(false);
      for (Oid tip : tips) {
        if (!indexed.containsKey(tip)) {
          path.push(Ids.of(tip));
        }
      }
      while (!path.isEmpty()) {
        ObjectId next = path.peek();
        if (!seen.add(next)) {
          path.pop();
          ordered.add(next);
          continue;
        }
        for (RevCommit parent : walk.parseCommit(next).getParents()) {
          if (!indexed.containsKey(Ids.of(parent)) && !seen.contains(parent)) {
            path.push(parent.copy());
          }
        }
      }
    }
    return List.copyOf(ordered);
  }

  private int batch(List<ObjectId> commits, BooleanSupplier enough) throws IOException {
    long collections = store.ledger().upkeep().collections(repository);
    PackShelf shelf = store.shelf(repository);
    Map<Oid, Oid> made = new HashMap<>();
    try (View view = store.view(repository);
        PackBuilder pack = new PackBuilder(store.scratchFile(), view.historyObjects());
        RevWalk walk = new RevWalk(view.objects())) {
      var facts = new ImportedFacts(view);
      var merge =
          new HistoryMerge(view.trees(), new Trees(view.historyObjects(), view.memory(), pack));
      for (ObjectId id : commits) {
        if (made.size() == BATCH_COMMITS
            || pack.bytes() > BATCH_BYTES
            || (!made.isEmpty() && enough.getAsBoolean())) {
          break;
        }
        index(walk.parseCommit(id), view, merge, facts, pack, made);
      }
      if (!pack.isEmpty()) {
        shelf.put(ObjectArea.HISTORY, pack, store.now());
      }
      return publish(shelf, made, facts, collections) ? made.size() : 0;
    } finally {
      shelf.clear();
    }
  }

  private static void index(
      RevCommit commit,
      View view,
      HistoryMerge merge,
      ImportedFacts facts,
      PackBuilder pack,
      Map<Oid, Oid> made)
      throws IOException {
    List<HistoryMerge.Parent> parents = new ArrayList<>();
    for (RevCommit parent : commit.getParents()) {
      Oid known = made.get(Ids.of(parent));
      ObjectId history = known == null ? view.history().rootOf(parent) : Ids.of(known);
      if (history == null) {
        throw new IllegalStateException("a parent of " + commit.name() + " has no history tree");
      }
      parents.add(new HistoryMerge.Parent(view.rootOf(parent.copy()), history));
    }
    ObjectId tree = commit.getTree().copy();
    facts.learn(tree, parents.isEmpty() ? null : parents.getFirst().tree());
    made.put(Ids.of(commit), Ids.of(merge.of(tree, parents, commit.copy(), pack)));
  }

  /// @return false when objects were collected meanwhile that it may build on
  private boolean publish(
      PackShelf shelf, Map<Oid, Oid> made, ImportedFacts facts, long collections) {
    var publication =
        new Publication(
            repository,
            0,
            "index",
            store.now(),
            shelf.packs(),
            List.of(),
            facts.pointers(),
            facts.treeSizes(),
            made,
            collections);
    try {
      shelf.publish(store.ledger(), publication, List.of());
      return true;
    } catch (PublicationRefusedException _) {
      return false;
    }
  }
}
