package dev.hubdesk.blobs;

import dev.hubdesk.protocol.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a blob stands: parts of `[a-z0-9._-]` joined by `/`, at most [#MAX_LENGTH] characters, so
/// that any file system (case-folding ones included) and any object store can hold it.
public record BlobKey(String text) implements Comparable<BlobKey> {

  /// The longest key, in characters.
  public static final int MAX_LENGTH = 200;

  /// What the keys of LFS objects begin with.
  public static final String LFS = "lfs/";

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*");

  public BlobKey {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a blob key: " + text);
    }
  }

  /// The key of a plain LFS object: `lfs/ab/cd/<64 hex>`.
  public static BlobKey lfs(Sha256 oid) {
    String hex = oid.hex();
    return new BlobKey(LFS + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex);
  }

  /// The LFS object whose bytes stand here; empty when something else does.
  public Optional<Sha256> lfsObject() {
    return text.startsWith(LFS)
        ? Sha256.parse(text.substring(text.lastIndexOf('/') + 1))
        : Optional.empty();
  }

  @Override
  public int compareTo(BlobKey other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
