package dev.hubdesk.git;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.file.PackObjectSizeIndexLoader;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.NB;

/// Reads the files of a pack: whether they are there, whole, and belong together.
final class PackCheck {

  private static final int BUFFER = 1 << 16;
  private static final int COUNT_AT = 8;
  private static final int HEADER_BYTES = 12;

  private final BlobStore blobs;
  private final long repository;
  private final Checked.Problems problems;

  PackCheck(BlobStore blobs, long repository, Checked.Problems problems) {
    this.blobs = blobs;
    this.repository = repository;
    this.problems = problems;
  }

  void check(PackRecord pack) throws IOException {
    if (!sizesAreRight(pack)) {
      return;
    }
    try {
      compare(pack);
    } catch (IOException e) {
      problem(pack, "cannot be read: " + e.getMessage());
    }
  }

  private boolean sizesAreRight(PackRecord pack) throws IOException {
    boolean right = true;
    for (Map.Entry<String, Long> file : pack.sizes().entrySet()) {
      Optional<BlobInfo> found = blobs.find(key(pack, file.getKey()));
      if (found.isEmpty()) {
        problem(pack, "lacks its file " + file.getKey());
        right = false;
      } else if (found.get().size() != file.getValue()) {
        problem(
            pack,
            "has a file %s of %d bytes instead of %d"
                .formatted(file.getKey(), found.get().size(), file.getValue()));
        right = false;
      }
    }
    return right;
  }

  private void compare(PackRecord pack) throws IOException {
    byte[] trailer = trailer(pack);
    try (InputStream in = open(pack, PackExt.INDEX)) {
      PackIndex index = PackIndex.read(in);
      if (!Arrays.equals(index.getChecksum(), trailer)) {
        problem(pack, "has an index of another pack");
      }
      if (index.getObjectCount() != pack.objects()) {
        problem(pack, "has an index of another number of objects");
      }
    }
    if (pack.sizes().containsKey(PackExt.OBJECT_SIZE_INDEX.getExtension())) {
      try (InputStream in = open(pack, PackExt.OBJECT_SIZE_INDEX)) {
        PackObjectSizeIndexLoader.load(in);
      }
    }
  }

  /// The checksum at the end of a pack, which was found to be right.
  private byte[] trailer(PackRecord pack) throws IOException {
    MessageDigest digest = Constants.newMessageDigest();
    byte[] trailer;
    try (InputStream in = open(pack, PackExt.PACK)) {
      byte[] header = in.readNBytes(HEADER_BYTES);
      if (header.length < HEADER_BYTES || NB.decodeInt32(header, COUNT_AT) != pack.objects()) {
        problem(pack, "does not say that it holds " + pack.objects() + " objects");
      }
      digest.update(header);
      long left = pack.packBytes() - header.length - Constants.OBJECT_ID_LENGTH;
      byte[] buffer = new byte[BUFFER];
      while (left > 0) {
        int n = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (n == 0) {
          break;
        }
        digest.update(buffer, 0, n);
        left -= n;
      }
      trailer = in.readNBytes(Constants.OBJECT_ID_LENGTH);
    }
    if (!Arrays.equals(digest.digest(), trailer)) {
      problem(pack, "is damaged: its checksum is wrong");
    }
    return trailer;
  }

  private InputStream open(PackRecord pack, PackExt ext) throws IOException {
    return new BufferedInputStream(blobs.open(key(pack, ext.getExtension())), BUFFER);
  }

  private BlobKey key(PackRecord pack, String ext) {
    return PackFiles.key(repository, pack.area(), pack.name(), ext);
  }

  private void problem(PackRecord pack, String what) throws IOException {
    problems.tell("the pack " + pack.name() + " " + what);
  }
}
