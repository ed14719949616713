package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `POST /api/validate/check-name` with `{"name": …, "namespace": …, "type": …}`: of a repository
/// when there is a namespace, else of an account.
public final class NameCheckEndpoint {

  private final NameCheckService names;
  private final HubLimits limits;

  public NameCheckEndpoint(NameCheckService names, HubLimits limits) {
    this.names = names;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/validate/check-name", this::check);
  }

  private void check(Context context) throws IOException {
    Caller.SignedIn caller = CallerFilter.caller(context).signedIn();
    var body = new RepoBody(JsonBody.readObject(context, limits.jsonBody()));
    @Nullable String namespace = body.text("namespace");
    String name = body.required("name");
    NameCheckService.Checked checked =
        namespace == null
            ? names.account(caller, name)
            : names.repository(caller, body.type(), namespace, name);
    context.json(
        new Answer(
            checked.available(), checked.normalized(), checked.conflict(), checked.message()));
  }

  private record Answer(
      boolean available,
      @JsonProperty("normalized_name") String normalized,
      @JsonProperty("conflict_with") @Nullable String conflict,
      String message) {}
}
