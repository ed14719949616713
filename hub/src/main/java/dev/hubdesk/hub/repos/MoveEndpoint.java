package dev.hubdesk.hub.repos;

import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST /api/repos/move` with `{"fromRepo": …, "toRepo": …, "type": …}`.
public final class MoveEndpoint {

  private final MoveService moves;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public MoveEndpoint(MoveService moves, BaseUrl baseUrl, HubLimits limits) {
    this.moves = moves;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/repos/move", this::move);
  }

  private void move(Context context) throws IOException {
    Caller.SignedIn caller = CallerFilter.caller(context).writer();
    var body = new RepoBody(JsonBody.readObject(context, limits.jsonBody()));
    RepoType type = body.type();
    String base = baseUrl.of(context) + "/";
    RepoId from =
        RepoId.parse(type, body.required("fromRepo"))
            .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
    try {
      RepoId now = moves.move(caller, from, body.repository(type, "toRepo"));
      context.json(new Moved(true, base + now.urlPath(), now.path()));
    } catch (FailureException e) {
      throw Conflicts.absolute(e, base);
    }
  }

  private record Moved(boolean success, String url, String id) {}
}
