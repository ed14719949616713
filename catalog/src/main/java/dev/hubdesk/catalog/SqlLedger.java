package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import dev.hubdesk.git.Ledger;
import dev.hubdesk.git.ObjectArea;
import dev.hubdesk.git.PackRecord;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.PublicationRefusedException;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.UpkeepLedger;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What git needs remembered, in rows. The work is done by one class for each kind of row.
final class SqlLedger implements Ledger {

  private final Database database;
  private final IdSource ids;
  private final SqlUpkeep upkeep;

  SqlLedger(Database database, IdSource ids) {
    this.database = database;
    this.ids = ids;
    this.upkeep = new SqlUpkeep(database);
  }

  @Override
  public List<PackRecord> packs(long repository, ObjectArea area) {
    return database.read(handle -> PackRows.list(handle, repository, area));
  }

  @Override
  public Set<String> knownPacks(Collection<String> names) {
    return names.isEmpty() ? Set.of() : database.read(handle -> PackRows.known(handle, names));
  }

  @Override
  public List<RefRecord> refs(long repository) {
    return database.read(handle -> RefRows.list(handle, repository));
  }

  @Override
  public Optional<RefRecord> ref(long repository, RefName name) {
    return database.read(handle -> RefRows.find(handle, repository, name));
  }

  @Override
  public Map<Oid, LfsPointer> pointers(Collection<Oid> blobs) {
    return blobs.isEmpty() ? Map.of() : database.read(handle -> FactRows.pointers(handle, blobs));
  }

  @Override
  public Map<Oid, Long> treeSizes(Collection<Oid> trees) {
    return trees.isEmpty() ? Map.of() : database.read(handle -> FactRows.treeSizes(handle, trees));
  }

  @Override
  public Optional<Oid> historyTree(long repository, Oid commit) {
    return database.read(handle -> FactRows.historyTree(handle, repository, commit));
  }

  @Override
  public void publish(Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException {
    database.write(handle -> write(handle, publication, alongside));
    if (!publication.packs().isEmpty()) {
      upkeep.note(publication.repository());
    }
  }

  @Override
  public UpkeepLedger upkeep() {
    return upkeep;
  }

  /// First what others bring, for the row of the repository may be among it.
  private boolean write(
      Handle handle, Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException {
    long repository = publication.repository();
    RowsAlongside.writeAll(handle, alongside);
    RepositoryRows.require(handle, repository);
    UpkeepRows.requireUncollected(handle, publication);
    if (!publication.refs().isEmpty()) {
      RefRows.move(handle, repository, publication.refs());
      RefRows.log(handle, publication, ids);
      RepositoryRows.touch(handle, repository, publication.at());
    }
    PackRows.add(handle, repository, publication.packs());
    FactRows.add(
        handle,
        publication.repository(),
        publication.pointers(),
        publication.treeSizes(),
        publication.historyTrees());
    return true;
  }
}
