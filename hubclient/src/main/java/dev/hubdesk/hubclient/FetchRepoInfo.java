package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;

/// GET `/api/{type}s/{id}/revision/{revision}`: what a repository is, and which commit a revision
/// stands for.
public final class FetchRepoInfo {

  private final Transport transport;
  private final HubEndpoint endpoint;

  public FetchRepoInfo(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Asks.
  ///
  /// @throws FailureException with RepoNotFound, RevisionNotFound, NotSignedIn, Forbidden, Upstream
  ///   or Unavailable
  public RepoInfo call(RepoId repo, Revision revision) throws InterruptedException {
    String path =
        "/api/"
            + repo.type().plural()
            + "/"
            + repo.path()
            + "/revision/"
            + UrlText.segment(revision.text());
    return transport.send(
        Ask.get(endpoint, endpoint.resolve(path)),
        Asked.repository(revision),
        answer -> RepoInfo.of(repo.type(), Json.read(answer)));
  }
}
