package dev.hubdesk.app.backup;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/// Brings blobs into a backup, unless they are there, and looks at each whether it is whole: its
/// size, the name of an LFS object, the checksum at the end of a pack or of its index.
final class BlobCopies {

  private final BlobStore from;
  private final BlobStore to;
  private final Map<BlobKey, Manifest.Stored> before;
  private final Runnable meanwhile;
  private int copied;
  private long copiedBytes;

  /// @param before what an earlier backup brought, which is not read again
  /// @param meanwhile run while bytes flow, often
  BlobCopies(
      BlobStore from, BlobStore to, Map<BlobKey, Manifest.Stored> before, Runnable meanwhile) {
    this.from = from;
    this.to = to;
    this.before = before;
    this.meanwhile = meanwhile;
  }

  /// Brings one.
  ///
  /// @throws BackupException when it is missing or damaged
  Manifest.Stored bring(BlobKey key, long size) throws IOException {
    meanwhile.run();
    Optional<BlobInfo> there = to.find(key);
    if (there.isPresent() && there.get().size() == size) {
      Manifest.Stored known = before.get(key);
      if (known != null && known.bytes() == size) {
        return known;
      }
      try (InputStream in = to.open(key)) {
        return copy(key, size, in, OutputStream.nullOutputStream());
      }
    }
    to.delete(key);
    try (InputStream in = from.open(key);
        BlobWriter out = to.create(key)) {
      Manifest.Stored stored = copy(key, size, in, out);
      out.commit();
      copied++;
      copiedBytes += size;
      return stored;
    } catch (NoSuchFileException _) {
      throw new BackupException("The blob " + key + " is missing; `admin fsck` tells more");
    }
  }

  int copied() {
    return copied;
  }

  long copiedBytes() {
    return copiedBytes;
  }

  private Manifest.Stored copy(BlobKey key, long size, InputStream in, OutputStream out)
      throws IOException {
    var seal = new PackSeal();
    boolean sealed = PackSeal.isOn(key);
    Manifest.Stored stored =
        BackupFiles.copy(
            in,
            out,
            (buffer, length) -> {
              if (sealed) {
                seal.bytes(buffer, length);
              }
              meanwhile.run();
            });
    boolean named = key.lfsObject().map(stored.sha256()::equals).orElse(true);
    if (stored.bytes() != size || !named || (sealed && !seal.isRight())) {
      throw new BackupException("The blob " + key + " is damaged; `admin fsck --deep` tells more");
    }
    return stored;
  }
}
