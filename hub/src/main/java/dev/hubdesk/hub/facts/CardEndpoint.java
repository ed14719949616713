package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST /api/validate-yaml`: clients ask before they upload a `README.md`. Answers 200, or 400
/// with the same body when there is an error.
public final class CardEndpoint {

  private final HubLimits limits;

  public CardEndpoint(HubLimits limits) {
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/validate-yaml", this::validate);
  }

  private void validate(Context context) throws IOException {
    JsonNode content = JsonBody.readObject(context, limits.jsonBody()).path("content");
    if (!content.isTextual()) {
      throw new FailureException(new Failure.BadRequest("\"content\" must be text"));
    }
    CardCheck.Verdict verdict = CardCheck.of(content.textValue());
    context.status(verdict.errors().isEmpty() ? 200 : 400).json(verdict);
  }
}
