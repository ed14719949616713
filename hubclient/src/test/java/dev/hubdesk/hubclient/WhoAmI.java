package dev.hubdesk.hubclient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;

/// GET `/api/whoami-v2`: whose token this is.
final class WhoAmI {

  private final Transport transport;
  private final HubEndpoint endpoint;

  WhoAmI(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Asks.
  ///
  /// @throws FailureException with InvalidCredentials, NotSignedIn, Upstream or Unavailable
  RemoteAccount call() throws InterruptedException {
    return transport.send(
        Ask.get(endpoint, endpoint.resolve("/api/whoami-v2")), Asked.LIST, WhoAmI::read);
  }

  private static RemoteAccount read(Answer answer) throws IOException {
    JsonNode json = Json.read(answer);
    JsonNode token = json.path("auth").path("accessToken");
    return new RemoteAccount(
        Json.text(json, "name"),
        Json.optionalText(json, "fullname"),
        Json.optionalText(token, "role"));
  }
}
