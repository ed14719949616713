package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;

/// GET `/api/{models|datasets|spaces}`: the repositories that match.
public final class SearchRepos {

  private final Transport transport;
  private final HubEndpoint endpoint;

  public SearchRepos(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// The first page.
  ///
  /// @throws FailureException when the endpoint refuses or cannot be reached
  public SearchPage call(SearchQuery query) throws InterruptedException {
    return page(query.type(), endpoint.resolve(query.pathAndQuery()));
  }

  /// A following page.
  ///
  /// @param next as [SearchPage] named it
  /// @throws FailureException when the endpoint refuses or cannot be reached
  public SearchPage call(RepoType type, URI next) throws InterruptedException {
    return page(type, next);
  }

  private SearchPage page(RepoType type, URI address) throws InterruptedException {
    return transport.send(Ask.get(endpoint, address), Asked.LIST, answer -> read(type, answer));
  }

  private static SearchPage read(RepoType type, Answer answer) throws IOException {
    JsonNode list = Json.read(answer);
    if (!list.isArray()) {
      throw Json.malformed("a list of repositories was expected");
    }
    var found = new ArrayList<RepoSummary>();
    for (JsonNode item : list) {
      found.add(RepoSummary.of(type, item));
    }
    return new SearchPage(found, NextPage.of(answer).orElse(null));
  }
}
