package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/// Computes the facts of one repository anew, from what refs reach: pointers, sizes of directories,
/// and the history tree of every commit. Nothing of the old is read. Writers wait meanwhile;
/// readers see the old until one transaction puts the new in its place.
final class Reindexing {

  private final GitStore store;
  private final long repository;

  Reindexing(GitStore store, long repository) {
    this.store = store;
    this.repository = repository;
  }

  Reindexed run() throws IOException {
    ReentrantLock lock = store.lock(repository);
    lock.lock();
    PackShelf shelf = store.shelf(repository);
    try (View view = store.view(repository);
        InMemoryRepository nothing = new InMemoryRepository(new DfsRepositoryDescription("none"));
        ObjectReader none = nothing.newObjectReader();
        PackBuilder pack = new PackBuilder(store.scratchFile(), none)) {
      long moves = store.ledger().upkeep().moves(repository);
      List<PackRecord> old = store.ledger().packs(repository, ObjectArea.HISTORY);
      Set<ObjectId> tips = tips(view);
      var objects = new NewObjects(view.objects(), _ -> false);
      objects.from(tips);
      Map<Oid, LfsPointer> pointers = pointers(objects, view);
      var sizes = new TreeSums(view, pointers);
      for (ObjectId tree : objects.trees()) {
        sizes.of(tree);
      }
      Map<Oid, Oid> trees = history(tips, view, pack);
      if (!pack.isEmpty()) {
        shelf.put(ObjectArea.HISTORY, pack, store.now());
      }
      var facts = new UpkeepLedger.Facts(moves, pointers, sizes.all(), trees);
      Set<String> names = old.stream().map(PackRecord::name).collect(Collectors.toSet());
      if (!store.reindexed(repository, shelf, names, facts)) {
        throw Publisher.tooManyOthers();
      }
      return new Reindexed(trees.size(), sizes.all().size(), pointers.size());
    } finally {
      shelf.clear();
      lock.unlock();
    }
  }

  /// Where refs stand, and all that they ever left and that is still there: an undo goes on from
  /// it.
  private Set<ObjectId> tips(View view) throws IOException {
    Set<ObjectId> tips = new HashSet<>();
    for (RefRecord ref : store.ledger().refs(repository)) {
      tips.add(Ids.of(ref.target()));
    }
    for (Oid logged : store.ledger().upkeep().loggedSince(repository, Instant.EPOCH)) {
      if (view.objects().has(Ids.of(logged))) {
        tips.add(Ids.of(logged));
      }
    }
    return tips;
  }

  private static Map<Oid, LfsPointer> pointers(NewObjects objects, View view) throws IOException {
    Map<Oid, LfsPointer> pointers = new HashMap<>();
    var scan = new PointerScan(view.objects());
    for (ObjectId blob : objects.blobs()) {
      scan.pointer(blob).ifPresent(pointer -> pointers.put(Ids.of(blob), pointer));
    }
    return pointers;
  }

  /// Parents first: the history tree of a commit is made of theirs.
  private Map<Oid, Oid> history(Set<ObjectId> tips, View view, PackBuilder pack)
      throws IOException {
    Map<Oid, Oid> trees = new HashMap<>();
    var content = new Trees(view.objects(), view.memory());
    var merge = new HistoryMerge(content, new Trees(view.historyObjects(), view.memory(), pack));
    try (RevWalk walk = new RevWalk(view.objects())) {
      for (ObjectId tip : tips) {
        RevObject peeled = walk.peel(walk.parseAny(tip));
        if (peeled.getType() == Constants.OBJ_COMMIT) {
          walk.markStart(walk.parseCommit(peeled));
        }
      }
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      for (RevCommit commit : walk) {
        List<HistoryMerge.Parent> parents = new ArrayList<>();
        for (RevCommit parent : commit.getParents()) {
          Oid known = trees.get(Ids.of(parent));
          if (known != null) {
            parents.add(new HistoryMerge.Parent(content.rootOf(parent.copy()), Ids.of(known)));
          }
        }
        ObjectId tree = merge.of(commit.getTree().copy(), parents, commit.copy(), pack);
        trees.put(Ids.of(commit), Ids.of(tree));
      }
    }
    return trees;
  }
}
