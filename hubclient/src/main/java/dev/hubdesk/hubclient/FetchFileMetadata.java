package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;

/// HEAD `/{type}s/{id}/resolve/{revision}/{path}`: which bytes a file has, without the bytes.
///
/// Redirects within the origin are followed; the first one that leaves it carries the facts
/// (`X-Linked-…`) and its `Location` is where the bytes are.
public final class FetchFileMetadata {

  private final Transport transport;
  private final HubEndpoint endpoint;

  public FetchFileMetadata(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Asks.
  ///
  /// @throws FailureException with RepoNotFound, RevisionNotFound, EntryNotFound, NotSignedIn,
  ///   Forbidden, Upstream or Unavailable
  public FileMetadata call(RepoId repo, Revision revision, RepoPath path)
      throws InterruptedException {
    var ask =
        new Ask(
            "HEAD",
            endpoint,
            OpenFile.address(endpoint, repo, revision, path),
            Map.of("Accept-Encoding", "identity"),
            Ask.Hops.SAME_ORIGIN);
    return transport.send(ask, Asked.entry(revision, path), FetchFileMetadata::read);
  }

  private static FileMetadata read(Answer answer) {
    Oid commit =
        answer
            .header("X-Repo-Commit")
            .flatMap(Oid::parse)
            .orElseThrow(() -> Json.malformed("no commit in 'X-Repo-Commit'"));
    String etag =
        answer
            .header("X-Linked-ETag")
            .or(() -> answer.header("ETag"))
            .map(EntityTag::bare)
            .orElseThrow(() -> Json.malformed("no 'ETag'"));
    URI location = answer.isRedirect() ? Transport.target(answer) : answer.address();
    return new FileMetadata(commit, etag, size(answer), location);
  }

  private static OptionalLong size(Answer answer) {
    OptionalLong linked = answer.number("X-Linked-Size");
    if (linked.isPresent() || answer.isRedirect()) {
      return linked;
    }
    return answer.number("Content-Length");
  }
}
