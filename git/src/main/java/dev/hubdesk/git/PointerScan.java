package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/// Finds LFS pointers by reading blobs, for where a fact that is missing must not count as a no.
final class PointerScan {

  private final ObjectReader reader;

  PointerScan(ObjectReader reader) {
    this.reader = reader;
  }

  /// The LFS objects that these objects name, whatever they are.
  Set<Sha256> named(Collection<ObjectId> objects) throws IOException {
    Set<Sha256> named = new HashSet<>();
    for (ObjectId id : objects) {
      pointer(id).ifPresent(pointer -> named.add(pointer.oid()));
    }
    return named;
  }

  /// The pointer that an object is.
  Optional<LfsPointer> pointer(ObjectId id) throws IOException {
    ObjectLoader object = reader.open(id);
    return object.getType() == Constants.OBJ_BLOB && object.getSize() <= LfsPointer.MAX_BYTES
        ? LfsPointer.parse(object.getCachedBytes())
        : Optional.empty();
  }
}
