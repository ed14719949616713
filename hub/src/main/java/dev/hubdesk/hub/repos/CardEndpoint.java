package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/// `POST /api/validate-yaml`: clients ask before they upload a `README.md`. Says whether there is
/// metadata at all; its content is not judged.
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
    boolean metadata = content.isTextual() && hasMetadata(content.textValue());
    context.json(
        new Verdict(
            List.of(),
            metadata
                ? List.of()
                : List.of(new Remark("empty or missing yaml metadata in repo card"))));
  }

  /// Metadata stands between two lines of three dashes at the start.
  static boolean hasMetadata(String card) {
    String text = card.replace("\r\n", "\n");
    if (!text.startsWith("---\n")) {
      return false;
    }
    int end = text.indexOf("\n---", 3);
    return end > 4 && !text.substring(4, end).isBlank();
  }

  private record Verdict(List<Remark> errors, List<Remark> warnings) {}

  private record Remark(String message) {}
}
