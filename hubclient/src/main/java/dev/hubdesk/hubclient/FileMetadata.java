package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Oid;
import java.net.URI;
import java.util.OptionalLong;

/// What the head of a file's answer tells.
///
/// @param commit the commit that the revision stood for
/// @param etag without quotes: SHA-256 for LFS files, git blob id for regular ones; names the blob
///   in a cache
/// @param size in bytes; absent when the server did not say
/// @param location where the bytes are; often a signed address elsewhere
public record FileMetadata(Oid commit, String etag, OptionalLong size, URI location) {

  /// The address is left out: its query may be a key.
  @Override
  public String toString() {
    return "FileMetadata[commit=" + commit + ", etag=" + etag + ", size=" + size + "]";
  }
}
