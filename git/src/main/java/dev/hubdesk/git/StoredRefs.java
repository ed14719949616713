package dev.hubdesk.git;

import dev.hubdesk.protocol.RefName;
import java.io.IOException;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Ref.Storage;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.util.RefList;

/// The refs of a repository, as JGit reads them. `HEAD` is the default branch.
final class StoredRefs extends DfsRefDatabase {

  private static final String READ_ONLY = "refs move through the ledger";

  private final Ledger ledger;
  private final long repository;

  StoredRefs(DfsRepository owner, Ledger ledger, long repository) {
    super(owner);
    this.ledger = ledger;
    this.repository = repository;
  }

  @Override
  protected RefCache scanAllRefs() {
    RefList.Builder<Ref> ids = new RefList.Builder<>();
    RefList.Builder<Ref> symbolic = new RefList.Builder<>();
    for (RefRecord ref : ledger.refs(repository)) {
      Ref found = refOf(ref);
      ids.add(found);
      if (ref.name().equals(RefName.MAIN)) {
        var head = new SymbolicRef(Constants.HEAD, found);
        ids.add(head);
        symbolic.add(head);
      }
    }
    ids.sort();
    return new RefCache(ids.toRefList(), symbolic.toRefList());
  }

  private static Ref refOf(RefRecord ref) {
    String name = ref.name().full();
    ObjectId target = Ids.of(ref.target());
    return ref.peeled() == null
        ? new ObjectIdRef.PeeledNonTag(Storage.PACKED, name, target)
        : new ObjectIdRef.PeeledTag(Storage.PACKED, name, target, Ids.of(ref.peeled()));
  }

  @Override
  protected boolean compareAndPut(Ref oldRef, Ref newRef) throws IOException {
    throw new IOException(READ_ONLY);
  }

  @Override
  protected boolean compareAndRemove(Ref oldRef) throws IOException {
    throw new IOException(READ_ONLY);
  }

  @Override
  public ReflogReader getReflogReader(Ref ref) throws IOException {
    throw new IOException("the ref log is the ledger's");
  }
}
