package dev.hubdesk.hub.access;

import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// `GET /api/{type}s/{namespace}/{name}/auth-check` and `…/auth-check/write`: 200 when the caller
/// may read the files, or write; else the error that the attempt would meet.
public final class AuthCheckEndpoint {

  private final RepoGate gate;

  public AuthCheckEndpoint(RepoGate gate) {
    this.gate = gate;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/auth-check";
      routes.get(
          path,
          context -> {
            gate.contentReadable(
                CallerFilter.caller(context), RepoRequest.underApi(context, type).id());
            answer(context);
          });
      routes.get(
          path + "/write",
          context -> {
            gate.writable(CallerFilter.caller(context), RepoRequest.underApi(context, type).id());
            answer(context);
          });
    }
  }

  private static void answer(Context context) {
    context.json(new Allowed(true));
  }

  private record Allowed(boolean allowed) {}
}
