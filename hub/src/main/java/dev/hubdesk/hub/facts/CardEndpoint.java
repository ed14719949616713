package dev.hubdesk.hub.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    boolean isGood = verdict.errors().isEmpty();
    context.status(isGood ? 200 : 400);
    if (!isGood && "text/plain".equals(context.header("Accept"))) {
      context.contentType("text/plain; charset=utf-8").result(lines(verdict));
    } else {
      context.json(verdict);
    }
  }

  private static String lines(CardCheck.Verdict verdict) {
    return Stream.concat(
            verdict.errors().stream().map(error -> "- Error: " + error.message()),
            verdict.warnings().stream().map(warning -> "- Warning: " + warning.message()))
        .collect(Collectors.joining("\n"));
  }
}
