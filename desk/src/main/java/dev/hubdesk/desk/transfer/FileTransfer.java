package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.nio.file.Path;

/// One file to fetch.
///
/// @param commit the commit that was planned; a branch that moves meanwhile changes nothing
/// @param size in bytes
/// @param digest that the bytes must have
/// @param destination the blob; its folder also holds what is in progress
public record FileTransfer(
    HubEndpoint endpoint,
    RepoId repo,
    Oid commit,
    RepoPath path,
    long size,
    ContentDigest digest,
    Path destination) {

  public FileTransfer {
    if (size < 0) {
      throw new IllegalArgumentException("negative size");
    }
  }
}
