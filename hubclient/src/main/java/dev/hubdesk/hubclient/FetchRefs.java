package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// GET `/api/{type}s/{id}/refs`: the branches and tags.
public final class FetchRefs {

  private final Transport transport;
  private final HubEndpoint endpoint;

  public FetchRefs(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Asks.
  ///
  /// @throws FailureException with RepoNotFound, NotSignedIn, Forbidden, Upstream or Unavailable
  public RemoteRefs call(RepoId repo) throws InterruptedException {
    String path = "/api/" + repo.type().plural() + "/" + repo.path() + "/refs";
    return transport.send(
        Ask.get(endpoint, endpoint.resolve(path)), Asked.repository(null), FetchRefs::read);
  }

  private static RemoteRefs read(Answer answer) throws IOException {
    JsonNode json = Json.read(answer);
    return new RemoteRefs(refs(json, "branches"), refs(json, "tags"));
  }

  private static List<RemoteRef> refs(JsonNode json, String field) {
    var refs = new ArrayList<RemoteRef>();
    for (JsonNode item : json.path(field)) {
      refs.add(
          new RemoteRef(
              Json.text(item, "name"), Json.text(item, "ref"), Json.oid(item, "targetCommit")));
    }
    return refs;
  }
}
