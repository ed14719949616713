package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobStore;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.ConfigConstants;

/// JGit's view of one area of a repository, for one request: the list of packs is read once, on
/// first use, and never again.
///
/// It only reads: new packs are made by [PackBuilder], and become visible through [Ledger#publish]
/// together with the refs that need them.
final class StoredRepository extends DfsRepository {

  private final StoredPacks packs;
  private final StoredRefs refs;

  private StoredRepository(
      Builder builder, BlobStore blobs, Ledger ledger, long key, ObjectArea area) {
    super(builder);
    // Packs carry the sizes of all blobs, so that a listing opens none of them.
    getConfig()
        .setInt(
            ConfigConstants.CONFIG_PACK_SECTION,
            null,
            ConfigConstants.CONFIG_KEY_MIN_BYTES_OBJ_SIZE_INDEX,
            0);
    this.packs = new StoredPacks(this, blobs, ledger, key, area);
    this.refs = new StoredRefs(this, ledger, key);
  }

  static StoredRepository open(BlobStore blobs, Ledger ledger, long key, ObjectArea area) {
    return new Builder(blobs, ledger, key, area).build();
  }

  @Override
  public StoredPacks getObjectDatabase() {
    return packs;
  }

  @Override
  public StoredRefs getRefDatabase() {
    return refs;
  }

  @Override
  public DfsReader newObjectReader() {
    return packs.newReader();
  }

  private static final class Builder extends DfsRepositoryBuilder<Builder, StoredRepository> {

    private final BlobStore blobs;
    private final Ledger ledger;
    private final long key;
    private final ObjectArea area;

    Builder(BlobStore blobs, Ledger ledger, long key, ObjectArea area) {
      this.blobs = blobs;
      this.ledger = ledger;
      this.key = key;
      this.area = area;
      // JGit's block cache knows files by this name and the pack's: ids and UUIDs are never reused.
      setRepositoryDescription(new DfsRepositoryDescription(key + "/" + area));
    }

    @Override
    public StoredRepository build() {
      return new StoredRepository(this, blobs, ledger, key, area);
    }
  }
}
