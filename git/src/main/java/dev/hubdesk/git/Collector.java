package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.jspecify.annotations.Nullable;

/// Takes out of a repository what nothing names: objects that neither refs reach nor what refs left
/// after the horizon, the history trees of commits that go, and links to LFS objects that no kept
/// commit names.
///
/// It looks without keeping anybody waiting. Only the last step holds the repository's lock: what
/// has been committed meanwhile is walked down to what was seen before; if it rests on something
/// that was to go, nothing goes. Writers of other processes are met by the ledger, which refuses
/// when a ref has moved since.
final class Collector {

  private static final int ATTEMPTS = 5;

  private final GitStore store;
  private final UpkeepLedger upkeep;
  private final long repository;
  private final Instant horizon;
  private final ProgressMonitor monitor;

  Collector(GitStore store, long repository, Instant horizon, ProgressMonitor monitor) {
    this.store = store;
    this.upkeep = store.ledger().upkeep();
    this.repository = repository;
    this.horizon = horizon;
    this.monitor = monitor;
  }

  /// What there is to take out.
  private record Found(
      AreaCollection content, AreaCollection history, Set<Oid> commits, Set<Sha256> objects) {}

  /// Collects.
  ///
  /// @param tidy puts packs together even when nothing goes
  /// @param dryRun looks only
  /// @return empty when somebody came to need what was to go, or was collecting too
  Optional<Collected> run(boolean tidy, boolean dryRun) throws IOException {
    long moves = upkeep.moves(repository);
    // Before the packs are listed: so the packs that hold what refs name are among them.
    List<RefRecord> refs = store.ledger().refs(repository);
    try (AreaCollection content = new AreaCollection(store, repository, ObjectArea.CONTENT)) {
      content.mark(roots(refs, content), monitor);
      Set<Sha256> objects = unlinked(content);
      try (AreaCollection history = new AreaCollection(store, repository, ObjectArea.HISTORY)) {
        var found = new Found(content, history, markHistory(content, history), objects);
        return dryRun ? Optional.of(report(found, null)) : sweep(found, moves, tidy);
      }
    }
  }

  /// The packs were listed before the trees: so a tree that is not in them is of a later commit,
  /// and none that is in them is overlooked.
  ///
  /// @return commits that go, and whose history trees go with them
  private Set<Oid> markHistory(AreaCollection content, AreaCollection history) throws IOException {
    Set<Oid> commits = new HashSet<>();
    Set<ObjectId> roots = new HashSet<>();
    for (Map.Entry<Oid, Oid> tree : upkeep.historyTrees(repository).entrySet()) {
      ObjectId root = Ids.of(tree.getValue());
      if (content.drops(Ids.of(tree.getKey()))) {
        commits.add(tree.getKey());
      } else if (content.lists(Ids.of(tree.getKey())) && history.lists(root)) {
        roots.add(root);
      }
    }
    history.mark(roots, monitor);
    return commits;
  }

  /// Where refs stand, and where they stood after the horizon. What the log names may be gone.
  private Set<ObjectId> roots(List<RefRecord> refs, AreaCollection content) throws IOException {
    Set<ObjectId> roots = new HashSet<>();
    for (RefRecord ref : refs) {
      roots.add(Ids.of(ref.target()));
    }
    for (Oid logged : upkeep.loggedSince(repository, horizon)) {
      if (content.lists(Ids.of(logged))) {
        roots.add(Ids.of(logged));
      }
    }
    return roots;
  }

  /// Linked LFS objects that no kept blob points to. A known pointer is proof; before an object is
  /// given up for want of one, every blob that could be one is read.
  private Set<Sha256> unlinked(AreaCollection content) throws IOException {
    Set<Sha256> unlinked = new HashSet<>();
    for (Map.Entry<Sha256, Set<Oid>> linked : upkeep.linkedObjects(repository).entrySet()) {
      boolean named = false;
      for (Oid blob : linked.getValue()) {
        named |= content.keeps(Ids.of(blob));
      }
      if (!named) {
        unlinked.add(linked.getKey());
      }
    }
    if (!unlinked.isEmpty()) {
      unlinked.removeAll(new PointerScan(content.reader()).named(content.kept()));
    }
    return unlinked;
  }

  private Optional<Collected> sweep(Found found, long moves, boolean tidy) throws IOException {
    PackShelf shelf = store.shelf(repository);
    Set<String> replaced = new HashSet<>();
    try {
      for (AreaCollection area : List.of(found.content, found.history)) {
        if (area.isWorthIt(tidy)) {
          area.writeTo(shelf, store, monitor);
          replaced.addAll(area.names());
        }
      }
      List<PackRecord> fresh = shelf.packs();
      return replaceInTurn(found, moves, shelf, replaced)
          ? Optional.of(report(found, new After(fresh, replaced)))
          : Optional.empty();
    } finally {
      shelf.clear();
    }
  }

  private boolean replaceInTurn(Found found, long looked, PackShelf shelf, Set<String> replaced)
      throws IOException {
    Set<Sha256> objects = new HashSet<>(found.objects);
    long moves = looked;
    ReentrantLock lock = store.lock(repository);
    lock.lock();
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        long now = upkeep.moves(repository);
        if (now != moves && !isStillUnneeded(found, objects)) {
          return false;
        }
        moves = now;
        var collection = new Replacement.Collection(moves, horizon, found.commits, objects);
        if (store.replace(repository, shelf, replaced, collection)) {
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Whether what came since rests on nothing that is to go. LFS objects that it names stay.
  private boolean isStillUnneeded(Found found, Set<Sha256> objects) throws IOException {
    Set<ObjectId> tips = new HashSet<>();
    try (View view = store.view(repository)) {
      for (RefRecord ref : store.ledger().refs(repository)) {
        tips.add(Ids.of(ref.target()));
      }
      // A ref may have come since and have gone again: what it led to can be undone, too.
      for (Oid logged : upkeep.loggedSince(repository, horizon)) {
        if (view.objects().has(Ids.of(logged))) {
          tips.add(Ids.of(logged));
        }
      }
      var fresh = new NewObjects(view.objects(), found.content::keeps);
      for (ObjectId id : fresh.from(tips)) {
        if (found.content.drops(id)) {
          return false;
        }
      }
      objects.removeAll(new PointerScan(view.objects()).named(fresh.blobs()));
      return isHistoryStillUnneeded(found.history, view, fresh.commits());
    }
  }

  private boolean isHistoryStillUnneeded(AreaCollection history, View view, Set<ObjectId> commits)
      throws IOException {
    Set<ObjectId> trees = new HashSet<>();
    for (ObjectId commit : commits) {
      store.ledger().historyTree(repository, Ids.of(commit)).map(Ids::of).ifPresent(trees::add);
    }
    var fresh = new NewObjects(view.historyObjects(), history::keeps);
    for (ObjectId id : fresh.from(trees)) {
      if (history.drops(id)) {
        return false;
      }
    }
    return true;
  }

  private record After(List<PackRecord> fresh, Set<String> replaced) {}

  private static Collected report(Found found, @Nullable After after) throws IOException {
    List<PackRecord> before = new ArrayList<>(found.content.packs());
    before.addAll(found.history.packs());
    List<PackRecord> then = new ArrayList<>(before);
    if (after != null) {
      then.removeIf(pack -> after.replaced.contains(pack.name()));
      then.addAll(after.fresh);
    }
    return new Collected(
        found.content.countKept(),
        found.content.countDropped(),
        found.content.droppedBytes(),
        found.history.countDropped(),
        found.history.droppedBytes(),
        found.objects,
        before.size(),
        bytes(before),
        then.size(),
        bytes(then));
  }

  private static long bytes(List<PackRecord> packs) {
    return packs.stream().mapToLong(PackRecord::bytes).sum();
  }
}
