package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.ContentDigest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The bytes of a file of a snapshot.
///
/// @param digest what the name of its blob says; null for a plain file, which clients write where
///   links are not possible
/// @param file where the bytes are, without any link on the way
record Content(@Nullable ContentDigest digest, long size, Path file) {

  /// The same bytes by the name that another side has for them, where they have none here.
  Content named(@Nullable ContentDigest other) {
    return digest == null && other != null ? new Content(other, size, file) : this;
  }

  /// Whether the other tells of the same bytes, as far as can be said without reading them.
  boolean isSame(@Nullable Content other) {
    return other != null
        && size == other.size
        && (digest == null || other.digest == null || digest.equals(other.digest));
  }
}
