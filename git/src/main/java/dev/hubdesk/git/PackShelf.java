package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.file.PackBitmapIndexWriterV1;
import org.eclipse.jgit.internal.storage.file.PackObjectSizeIndexWriter;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.eclipse.jgit.util.NB;
import org.eclipse.jgit.util.io.CountingOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts finished packs into the blob store, where nothing sees them until a publication names them.
/// It remembers what it put, so that an attempt that fails can take it away again.
final class PackShelf {

  private static final Logger LOG = LoggerFactory.getLogger(PackShelf.class);

  private static final int HEADER_BYTES = 12;
  private static final int PACK_VERSION = 2;
  private static final int INDEX_VERSION = 2;
  private static final int BUFFER = 64 << 10;

  private final BlobStore blobs;
  private final long repository;
  private final List<PackRecord> packs = new ArrayList<>();
  private final List<Written> written = new ArrayList<>();

  private record Written(ObjectArea area, String pack, PackExt ext) {}

  PackShelf(BlobStore blobs, long repository) {
    this.blobs = blobs;
    this.repository = repository;
  }

  /// The packs that were put and not taken away.
  List<PackRecord> packs() {
    return List.copyOf(packs);
  }

  /// Writes a pack with its indexes. All of it is durable on return.
  void put(ObjectArea area, PackBuilder pack, Instant now) throws IOException {
    String name = UUID.randomUUID().toString();
    Map<String, Long> sizes = new HashMap<>();
    byte[] checksum = new byte[Constants.OBJECT_ID_LENGTH];
    sizes.put(
        PackExt.PACK.getExtension(),
        write(area, name, PackExt.PACK, out -> writePack(pack, checksum, out)));
    List<PackedObjectInfo> index = pack.index(HEADER_BYTES);
    sizes.put(
        PackExt.INDEX.getExtension(),
        write(
            area,
            name,
            PackExt.INDEX,
            out -> BasePackIndexWriter.createVersion(out, INDEX_VERSION).write(index, checksum)));
    if (area == ObjectArea.CONTENT) {
      sizes.put(
          PackExt.OBJECT_SIZE_INDEX.getExtension(),
          write(
              area,
              name,
              PackExt.OBJECT_SIZE_INDEX,
              out -> PackObjectSizeIndexWriter.createWriter(out, 0).write(index)));
    }
    packs.add(new PackRecord(area, name, PackSource.INSERT.name(), now, pack.count(), sizes));
  }

  /// Writes a pack of objects that the repository has, as they were prepared. All of it is durable
  /// on return.
  PackRecord put(
      ObjectArea area, PackWriter pack, PackSource source, Instant now, ProgressMonitor monitor)
      throws IOException {
    String name = UUID.randomUUID().toString();
    Map<String, Long> sizes = new HashMap<>();
    sizes.put(
        PackExt.PACK.getExtension(),
        write(area, name, PackExt.PACK, out -> pack.writePack(monitor, monitor, out)));
    sizes.put(
        PackExt.INDEX.getExtension(),
        write(area, name, PackExt.INDEX, out -> pack.writeIndex(out)));
    if (area == ObjectArea.CONTENT) {
      sizes.put(
          PackExt.OBJECT_SIZE_INDEX.getExtension(),
          write(area, name, PackExt.OBJECT_SIZE_INDEX, pack::writeObjectSizeIndex));
    }
    if (pack.prepareBitmapIndex(monitor)) {
      sizes.put(
          PackExt.BITMAP_INDEX.getExtension(),
          write(
              area,
              name,
              PackExt.BITMAP_INDEX,
              out -> pack.writeBitmapIndex(new PackBitmapIndexWriterV1(out))));
    }
    var record = new PackRecord(area, name, source.name(), now, pack.getObjectCount(), sizes);
    packs.add(record);
    return record;
  }

  private static void writePack(PackBuilder pack, byte[] checksum, OutputStream out)
      throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    System.arraycopy(Constants.PACK_SIGNATURE, 0, header, 0, 4);
    NB.encodeInt32(header, 4, PACK_VERSION);
    NB.encodeInt32(header, 8, pack.count());
    MessageDigest digest = Constants.newMessageDigest();
    var hashed = new DigestOutputStream(out, digest);
    hashed.write(header);
    try (InputStream in = pack.content()) {
      in.transferTo(hashed);
    }
    System.arraycopy(digest.digest(), 0, checksum, 0, checksum.length);
    out.write(checksum);
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private long write(ObjectArea area, String name, PackExt ext, Content content)
      throws IOException {
    written.add(new Written(area, name, ext));
    try (BlobWriter writer = blobs.create(PackFiles.key(repository, area, name, ext))) {
      var counted = new CountingOutputStream(new BufferedOutputStream(writer, BUFFER));
      content.writeTo(counted);
      counted.flush();
      writer.commit();
      return counted.getCount();
    }
  }

  /// Publishes what was put, and lets go of it. When that fails otherwise than by refusal, it may
  /// still have happened: then the packs stay, and the sweep finds out whether anything names them.
  ///
  /// @throws PublicationRefusedException when it was refused: what was put is still here to be
  ///   taken away
  void publish(Ledger ledger, Publication publication, Collection<? extends Alongside> alongside)
      throws PublicationRefusedException {
    boolean refused = false;
    try {
      ledger.publish(publication, alongside);
    } catch (PublicationRefusedException e) {
      refused = true;
      throw e;
    } finally {
      if (!refused) {
        forget();
      }
    }
  }

  /// A place in what was put, for [#clearAfter].
  int mark() {
    return written.size();
  }

  /// Takes away all that was put.
  void clear() {
    clearAfter(0);
  }

  /// Takes away what was put since a mark. A file that cannot be deleted now is left to the sweep.
  void clearAfter(int mark) {
    List<Written> gone = written.subList(mark, written.size());
    for (Written file : gone) {
      packs.removeIf(pack -> pack.name().equals(file.pack));
      try {
        blobs.delete(PackFiles.key(repository, file.area, file.pack, file.ext));
      } catch (IOException e) {
        LOG.warn("cannot delete unused pack {} of repository {}", file.pack, repository, e);
      }
    }
    gone.clear();
  }

  /// Lets go of what was put: it is published now, or may be.
  void forget() {
    written.clear();
    packs.clear();
  }
}
