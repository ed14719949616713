package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST /api/{type}s/{namespace}/{name}/duplicate` with `{"repository": "namespace/name", …}`.
public final class DuplicateEndpoint {

  private final DuplicateService duplicates;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public DuplicateEndpoint(DuplicateService duplicates, BaseUrl baseUrl, HubLimits limits) {
    this.duplicates = duplicates;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.post(
          "/api/" + type.plural() + "/{namespace}/{name}/duplicate",
          context -> duplicate(context, type));
    }
  }

  private void duplicate(Context context, RepoType type) throws IOException {
    Caller caller = CallerFilter.caller(context);
    RepositoryRow source = duplicates.admit(caller, RepoRequest.underApi(context, type).id());
    var body = new RepoBody(JsonBody.readObject(context, limits.jsonBody()));
    String base = baseUrl.of(context) + "/";
    try {
      RepositoryRow made =
          duplicates.duplicate(
              caller, source, body.repository(type, "repository"), body.isPrivate());
      context.json(
          new Duplicated(base + made.id().urlPath(), made.id().path(), made.id().path(), false));
    } catch (FailureException e) {
      throw Conflicts.absolute(e, base);
    }
  }

  private record Duplicated(String url, String id, String name, boolean filesCopyPending) {}
}
