package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A ledger on the heap. All its methods hold one lock: a publication is seen whole or not at all.
final class HeapLedger implements Ledger {

  private record Key<T>(long repository, T name) {}

  private final List<Map.Entry<Long, PackRecord>> packs = new ArrayList<>();
  private final Map<Long, TreeMap<RefName, RefRecord>> refs = new HashMap<>();
  private final Map<Oid, LfsPointer> pointers = new HashMap<>();
  private final Map<Oid, Long> treeSizes = new HashMap<>();
  private final Map<Key<Oid>, Oid> historyTrees = new HashMap<>();

  private final List<Map.Entry<Long, RefChange>> log = new ArrayList<>();
  private final Map<Long, Long> collections = new HashMap<>();
  private final List<UpkeepLedger.GonePack> gone = new ArrayList<>();
  private final UpkeepLedger upkeep = new HeapUpkeep();

  /// Whether what the ref log names is still remembered; a test that collects says no.
  boolean remembers = true;

  @Override
  public UpkeepLedger upkeep() {
    return upkeep;
  }

  /// Forgets all facts, as if nothing had been indexed.
  synchronized void forgetFacts() {
    treeSizes.clear();
    historyTrees.clear();
  }

  @Override
  public synchronized List<PackRecord> packs(long repository, ObjectArea area) {
    return packs.reversed().stream()
        .filter(entry -> entry.getKey() == repository && entry.getValue().area() == area)
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public synchronized Set<String> knownPacks(Collection<String> names) {
    Set<String> known = new HashSet<>(names);
    known.retainAll(
        packs.stream().map(entry -> entry.getValue().name()).collect(Collectors.toSet()));
    return known;
  }

  @Override
  public synchronized List<RefRecord> refs(long repository) {
    return List.copyOf(refs.getOrDefault(repository, new TreeMap<>()).values());
  }

  @Override
  public synchronized Optional<RefRecord> ref(long repository, RefName name) {
    return Optional.ofNullable(refs.getOrDefault(repository, new TreeMap<>()).get(name));
  }

  @Override
  public synchronized Map<Oid, LfsPointer> pointers(Collection<Oid> blobs) {
    return known(pointers, blobs);
  }

  @Override
  public synchronized Map<Oid, Long> treeSizes(Collection<Oid> trees) {
    return known(treeSizes, trees);
  }

  private static <V> Map<Oid, V> known(Map<Oid, V> facts, Collection<Oid> ids) {
    return ids.stream()
        .distinct()
        .filter(facts::containsKey)
        .collect(
            Collectors.toMap(Function.identity(), id -> Objects.requireNonNull(facts.get(id))));
  }

  @Override
  public synchronized Optional<Oid> historyTree(long repository, Oid commit) {
    return Optional.ofNullable(historyTrees.get(new Key<>(repository, commit)));
  }

  @Override
  public synchronized void publish(
      Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException {
    long repository = publication.repository();
    TreeMap<RefName, RefRecord> own = refs.computeIfAbsent(repository, _ -> new TreeMap<>());
    Long collections = publication.collections();
    if (collections != null && collections != upkeep.collections(repository)) {
      throw new ObjectsCollectedException();
    }
    for (RefChange change : publication.refs()) {
      RefRecord now = own.get(change.name());
      if (!Objects.equals(now == null ? null : now.target(), change.from())) {
        throw new RefMovedException(change.name());
      }
    }
    for (RefChange change : publication.refs()) {
      if (change.to() == null) {
        own.remove(change.name());
      } else {
        own.put(change.name(), new RefRecord(change.name(), change.to(), change.peeled()));
      }
    }
    publication.refs().forEach(change -> log.add(Map.entry(repository, change)));
    publication.packs().forEach(pack -> packs.add(Map.entry(repository, pack)));
    pointers.putAll(publication.pointers());
    treeSizes.putAll(publication.treeSizes());
    publication
        .historyTrees()
        .forEach((commit, tree) -> historyTrees.put(new Key<>(repository, commit), tree));
  }

  private final class HeapUpkeep implements UpkeepLedger {

    @Override
    public long collections(long repository) {
      synchronized (HeapLedger.this) {
        return collections.getOrDefault(repository, 0L);
      }
    }

    @Override
    public long moves(long repository) {
      synchronized (HeapLedger.this) {
        return log.stream().filter(entry -> entry.getKey() == repository).count();
      }
    }

    @Override
    public Set<Oid> loggedSince(long repository, Instant since) {
      synchronized (HeapLedger.this) {
        return log.stream()
            .filter(entry -> remembers && entry.getKey() == repository)
            .flatMap(entry -> Stream.of(entry.getValue().from(), entry.getValue().to()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
      }
    }

    @Override
    public Map<Oid, Oid> historyTrees(long repository) {
      synchronized (HeapLedger.this) {
        Map<Oid, Oid> found = new HashMap<>();
        historyTrees.forEach((key, tree) -> {
          if (key.repository() == repository) {
            found.put(key.name(), tree);
          }
        });
        return found;
      }
    }

    @Override
    public Map<Sha256, Set<Oid>> linkedObjects(long repository) {
      return Map.of();
    }

    @Override
    public boolean replace(Replacement replacement) {
      synchronized (HeapLedger.this) {
        long repository = replacement.repository();
        List<Map.Entry<Long, PackRecord>> going =
            packs.stream()
                .filter(e -> replacement.replaced().contains(e.getValue().name()))
                .toList();
        Replacement.Collection collection = replacement.collection();
        if (going.size() < replacement.replaced().size()
            || (collection != null && collection.moves() != moves(repository))) {
          return false;
        }
        packs.removeAll(going);
        going.forEach(e -> gone.add(new GonePack(repository, e.getValue())));
        replacement.fresh().forEach(pack -> packs.add(Map.entry(repository, pack)));
        if (collection != null) {
          collections.merge(repository, 1L, Long::sum);
          collection
              .commits()
              .forEach(commit -> historyTrees.remove(new Key<>(repository, commit)));
        }
        return true;
      }
    }

    @Override
    public boolean reindex(Replacement replacement, Facts facts) {
      synchronized (HeapLedger.this) {
        if (facts.moves() != moves(replacement.repository()) || !replace(replacement)) {
          return false;
        }
        historyTrees.keySet().removeIf(key -> key.repository() == replacement.repository());
        pointers.putAll(facts.pointers());
        treeSizes.putAll(facts.treeSizes());
        facts
            .historyTrees()
            .forEach((commit, tree) ->
                historyTrees.put(new Key<>(replacement.repository(), commit), tree));
        return true;
      }
    }

    @Override
    public List<GonePack> gone(Instant before, int limit) {
      synchronized (HeapLedger.this) {
        return gone.stream().limit(limit).toList();
      }
    }

    @Override
    public void forget(Collection<GonePack> deleted) {
      synchronized (HeapLedger.this) {
        gone.removeAll(deleted);
      }
    }

    @Override
    public Set<Long> published() {
      return Set.of();
    }

    @Override
    public Set<Long> crowded(int packs) {
      return Set.of();
    }

    @Override
    public Set<Long> rewound(Instant before) {
      return Set.of();
    }
  }
}
