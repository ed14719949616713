package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/// The packs of one area of a repository: listed by the ledger, held by the blob store.
final class StoredPacks extends DfsObjDatabase {

  private static final String READ_ONLY = "this view of the repository only reads";

  private final BlobStore blobs;
  private final Ledger ledger;
  private final long repository;
  private final ObjectArea area;
  private List<PackRecord> listed = List.of();

  StoredPacks(
      DfsRepository owner, BlobStore blobs, Ledger ledger, long repository, ObjectArea area) {
    super(owner, new DfsReaderOptions().setUseObjectSizeIndex(true));
    this.blobs = blobs;
    this.ledger = ledger;
    this.repository = repository;
    this.area = area;
  }

  @Override
  protected List<DfsPackDescription> listPacks() {
    List<DfsPackDescription> descriptions = new ArrayList<>();
    listed = ledger.packs(repository, area);
    for (PackRecord pack : listed) {
      descriptions.add(describe(pack));
    }
    return descriptions;
  }

  /// The packs as they were last listed.
  List<PackRecord> listed() throws IOException {
    getPacks();
    return listed;
  }

  /// A live pack by its name.
  Optional<DfsPackFile> pack(String name) throws IOException {
    return Arrays.stream(getPacks())
        .filter(pack -> pack.getPackDescription().getPackName().equals(name))
        .findFirst();
  }

  private DfsPackDescription describe(PackRecord pack) {
    var description =
        new DfsPackDescription(
            getRepository().getDescription(), pack.name(), PackSource.valueOf(pack.source()));
    description.setLastModified(pack.createdAt().toEpochMilli());
    description.setObjectCount(pack.objects());
    for (PackExt ext : PackExt.values()) {
      Long size = pack.sizes().get(ext.getExtension());
      if (size != null) {
        description.addFileExt(ext);
        description.setFileSize(ext, size);
      }
    }
    return description;
  }

  @Override
  protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext) throws IOException {
    BlobKey key = PackFiles.key(repository, area, pack.getPackName(), ext);
    return BlobChannel.open(blobs, key, pack.getFileSize(ext));
  }

  @Override
  protected DfsPackDescription newPack(PackSource source) throws IOException {
    throw new IOException(READ_ONLY);
  }

  @Override
  protected void commitPackImpl(
      Collection<DfsPackDescription> packs, Collection<DfsPackDescription> replaced)
      throws IOException {
    throw new IOException(READ_ONLY);
  }

  @Override
  protected void rollbackPack(Collection<DfsPackDescription> packs) {
    // Nothing was begun.
  }

  @Override
  protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) throws IOException {
    throw new IOException(READ_ONLY);
  }

  @Override
  public long getApproximateObjectCount() {
    return ledger.packs(repository, area).stream().mapToLong(PackRecord::objects).sum();
  }
}
