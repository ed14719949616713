package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;

/// GET `/api/{type}s/{id}/revision/{revision}`: what a repository is, and which commit a revision
/// stands for.
public final class FetchRepoInfo {

  private static final int BAD_REQUEST = 400;

  private final Transport transport;
  private final HubEndpoint endpoint;

  public FetchRepoInfo(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Asks for everything.
  ///
  /// @throws FailureException with RepoNotFound, RevisionNotFound, NotSignedIn, Forbidden, Upstream
  ///   or Unavailable
  public RepoInfo call(RepoId repo, Revision revision) throws InterruptedException {
    return ask(repo, revision, "", answer -> RepoInfo.of(repo.type(), Json.read(answer)));
  }

  /// Asks only for the commit: everything would name all files, a million perhaps. Who knows no
  /// `expand` says more than that, or refuses and is asked for everything.
  ///
  /// @throws FailureException as [#call]
  public Oid commit(RepoId repo, Revision revision) throws InterruptedException {
    try {
      return ask(repo, revision, "?expand=sha", answer -> Json.oid(Json.read(answer), "sha"));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.Upstream(int status, String _) && status == BAD_REQUEST) {
        return call(repo, revision).commit();
      }
      throw e;
    }
  }

  private <T> T ask(RepoId repo, Revision revision, String query, Transport.Reader<T> reader)
      throws InterruptedException {
    String path =
        "/api/"
            + repo.type().plural()
            + "/"
            + repo.path()
            + "/revision/"
            + UrlText.segment(revision.text())
            + query;
    return transport.send(
        Ask.get(endpoint, endpoint.resolve(path)), Asked.repository(revision), reader);
  }
}
