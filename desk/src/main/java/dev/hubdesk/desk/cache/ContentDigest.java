package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// The digest that a file's bytes must have. Its text names the blob in the cache.
public sealed interface ContentDigest {

  /// Lower-case hex: the Hub's entity tag of the file.
  String etag();

  /// Whether the Hub keeps the file outside git.
  default boolean isLarge() {
    return this instanceof LargeFile;
  }

  /// A digest to feed with the file's bytes.
  ///
  /// @param size of the file; git's digest starts with it
  MessageDigest start(long size);

  /// Whether the finished digest is the right one.
  default boolean matches(byte[] digest) {
    return HexFormat.of().formatHex(digest).equals(etag());
  }

  /// Reads the name of a blob: 64 hex digits are a large file's, 40 a regular one's.
  static Optional<ContentDigest> parse(String etag) {
    Optional<ContentDigest> large = Sha256.parse(etag).map(LargeFile::new);
    return large.isPresent() ? large : Oid.parse(etag).map(GitBlob::new);
  }

  /// What a tree listing says of a file.
  static ContentDigest of(TreeEntry.File file) {
    return file.pointer()
        .map(LfsPointer::oid)
        .<ContentDigest>map(LargeFile::new)
        .orElseGet(() -> new GitBlob(file.oid()));
  }

  /// A large file: SHA-256 of the bytes.
  record LargeFile(Sha256 sha256) implements ContentDigest {

    @Override
    public String etag() {
      return sha256.hex();
    }

    @Override
    public MessageDigest start(long size) {
      return Sha256.newDigest();
    }
  }

  /// A regular file: the git blob id, SHA-1 of `blob <size>\0` and the bytes.
  record GitBlob(Oid oid) implements ContentDigest {

    @Override
    public String etag() {
      return oid.hex();
    }

    @Override
    public MessageDigest start(long size) {
      MessageDigest sha1 = Oid.newDigest();
      sha1.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
      return sha1;
    }
  }
}
