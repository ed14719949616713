package dev.hubdesk.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.RevWalk;

/// Puts the small packs of one area into one. No object leaves, reachable or not, so nobody needs
/// to know: writers add packs meanwhile, readers with the old list go on with the old files.
///
/// Which packs: the smallest, and as many more as are not much larger than all before them
/// together. So an object is copied a number of times that grows with the logarithm of the
/// repository's size, and a handful of packs stays.
final class Compaction {

  private static final int GROWTH = 2;

  private final GitStore store;
  private final long repository;
  private final ObjectArea area;

  Compaction(GitStore store, long repository, ObjectArea area) {
    this.store = store;
    this.repository = repository;
    this.area = area;
  }

  /// Compacts if it is worth it.
  ///
  /// @return how many packs became one; zero when nothing was to be done, or when somebody else was
  ///   faster
  int run(UpkeepPolicy policy, ProgressMonitor monitor) throws IOException {
    List<PackRecord> packs = store.ledger().packs(repository, area);
    if (!policy.wantsCompaction(packs)) {
      return 0;
    }
    List<PackRecord> chosen = choose(packs);
    return chosen.size() < 2 ? 0 : merge(chosen, monitor);
  }

  static List<PackRecord> choose(List<PackRecord> packs) {
    List<PackRecord> bySize = new ArrayList<>(packs);
    bySize.sort(Comparator.comparingLong(PackRecord::packBytes));
    long before = 0;
    int chosen = 0;
    for (int i = 0; i < bySize.size(); i++) {
      long size = bySize.get(i).packBytes();
      if (size <= GROWTH * before) {
        chosen = i + 1;
      }
      before += size;
    }
    return bySize.subList(0, chosen);
  }

  private int merge(List<PackRecord> chosen, ProgressMonitor monitor) throws IOException {
    Set<String> names = chosen.stream().map(PackRecord::name).collect(Collectors.toSet());
    PackShelf shelf = store.shelf(repository);
    try (StoredRepository view = store.area(repository, area);
        DfsReader reader = view.getObjectDatabase().newReader();
        PackWriter writer = Packing.writer(reader, false)) {
      for (String name : names) {
        Optional<DfsPackFile> pack = view.getObjectDatabase().pack(name);
        if (pack.isEmpty()) {
          return 0;
        }
      }
      addAll(names, view.getObjectDatabase(), reader, writer);
      shelf.put(area, writer, PackSource.COMPACT, store.now(), monitor);
      return store.replace(repository, shelf, names, null) ? names.size() : 0;
    } finally {
      shelf.clear();
    }
  }

  private static void addAll(
      Set<String> names, StoredPacks packs, DfsReader reader, PackWriter writer)
      throws IOException {
    Set<ObjectId> added = new HashSet<>();
    try (RevWalk walk = new RevWalk(reader)) {
      for (String name : names) {
        try (PackTypes pack = new PackTypes(packs, packs.pack(name).orElseThrow(), reader)) {
          pack.visit((id, type) -> {
            if (added.add(id)) {
              writer.addObject(walk.lookupAny(id, type));
            }
          });
        }
      }
    }
  }
}
