package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells watchers of every publication, whatever made it: the one place that all of them pass.
final class WatchedLedger implements Ledger {

  private final Ledger behind;
  private final List<PublicationWatcher> watchers = new CopyOnWriteArrayList<>();

  WatchedLedger(Ledger behind) {
    this.behind = behind;
  }

  void add(PublicationWatcher watcher) {
    watchers.add(watcher);
  }

  @Override
  public List<PackRecord> packs(long repository, ObjectArea area) {
    return behind.packs(repository, area);
  }

  @Override
  public Set<String> knownPacks(Collection<String> names) {
    return behind.knownPacks(names);
  }

  @Override
  public List<RefRecord> refs(long repository) {
    return behind.refs(repository);
  }

  @Override
  public Optional<RefRecord> ref(long repository, RefName name) {
    return behind.ref(repository, name);
  }

  @Override
  public Map<Oid, LfsPointer> pointers(Collection<Oid> blobs) {
    return behind.pointers(blobs);
  }

  @Override
  public Map<Oid, Long> treeSizes(Collection<Oid> trees) {
    return behind.treeSizes(trees);
  }

  @Override
  public Optional<Oid> historyTree(long repository, Oid commit) {
    return behind.historyTree(repository, commit);
  }

  @Override
  public UpkeepLedger upkeep() {
    return behind.upkeep();
  }

  @Override
  public void publish(Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException {
    behind.publish(publication, alongside);
    watchers.forEach(watcher -> watcher.published(publication));
  }
}
