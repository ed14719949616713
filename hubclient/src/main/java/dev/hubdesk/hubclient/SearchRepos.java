package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;

/// GET `/api/{models|datasets|spaces}`: the repositories that match.
public final class SearchRepos {

  /// The longest page, in bytes.
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int BAD_REQUEST = 400;

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
    try {
      return call(query.type(), query.query(true));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.Upstream(int status, String _) && status == BAD_REQUEST) {
        return call(query.type(), query.query(false));
      }
      throw e;
    }
  }

  /// A following page.
  ///
  /// @param next the query, as [SearchPage] named it
  /// @throws FailureException when the endpoint refuses or cannot be reached
  public SearchPage call(RepoType type, String next) throws InterruptedException {
    URI address;
    try {
      address = endpoint.resolve("/api/" + type.plural() + "?" + next);
    } catch (IllegalArgumentException _) {
      throw new FailureException(new Failure.BadRequest("Invalid cursor: it is no query"));
    }
    return transport.send(Ask.get(endpoint, address), Asked.LIST, answer -> read(type, answer));
  }

  private static SearchPage read(RepoType type, Answer answer) throws IOException {
    JsonNode list = Json.read(answer, MAX_BYTES);
    if (!list.isArray()) {
      throw Json.malformed("a list of repositories was expected");
    }
    var found = new ArrayList<RepoSummary>();
    for (JsonNode item : list) {
      found.add(RepoSummary.of(type, item));
    }
    return new SearchPage(found, NextPage.query(answer).orElse(null));
  }
}
