package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Passes every call on, after [#before]: tests put trouble there.
class PassingLedger implements Ledger {

  private final Ledger behind;

  PassingLedger(Ledger behind) {
    this.behind = behind;
  }

  /// Is called with the name of each method.
  void before(String method) {}

  @Override
  public List<PackRecord> packs(long repository, ObjectArea area) {
    before("packs");
    return behind.packs(repository, area);
  }

  @Override
  public Set<String> knownPacks(Collection<String> names) {
    before("knownPacks");
    return behind.knownPacks(names);
  }

  @Override
  public List<RefRecord> refs(long repository) {
    before("refs");
    return behind.refs(repository);
  }

  @Override
  public Optional<RefRecord> ref(long repository, RefName name) {
    before("ref");
    return behind.ref(repository, name);
  }

  @Override
  public Map<Oid, LfsPointer> pointers(Collection<Oid> blobs) {
    before("pointers");
    return behind.pointers(blobs);
  }

  @Override
  public Map<Oid, Long> treeSizes(Collection<Oid> trees) {
    before("treeSizes");
    return behind.treeSizes(trees);
  }

  @Override
  public Optional<Oid> historyTree(long repository, Oid commit) {
    before("historyTree");
    return behind.historyTree(repository, commit);
  }

  @Override
  public UpkeepLedger upkeep() {
    before("upkeep");
    return behind.upkeep();
  }

  @Override
  public void publish(Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException {
    before("publish");
    behind.publish(publication, alongside);
  }
}
