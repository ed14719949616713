package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `POST /api/repos/create` and `DELETE /api/repos/delete`.
public final class RepoEndpoint {

  private final RepoService repos;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public RepoEndpoint(RepoService repos, BaseUrl baseUrl, HubLimits limits) {
    this.repos = repos;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/repos/create", this::create);
    routes.delete("/api/repos/delete", this::delete);
  }

  private void create(Context context) throws IOException {
    Caller caller = CallerFilter.caller(context).writer();
    var body = new RepoBody(JsonBody.readObject(context, limits.jsonBody()));
    String base = baseUrl.of(context) + "/";
    try {
      RepositoryRow made = repos.create(caller, new CreateBody(body, limits).wanted());
      context.json(new Created(base + made.id().urlPath(), made.id().path(), made.id().path()));
    } catch (FailureException e) {
      throw Conflicts.absolute(e, base);
    }
  }

  private void delete(Context context) throws IOException {
    Caller.SignedIn caller = CallerFilter.caller(context).signedIn();
    var body = new RepoBody(JsonBody.readObject(context, limits.jsonBody()));
    @Nullable String namespace = body.text("organization");
    RepoId id =
        RepoId.of(
                body.type(),
                namespace == null ? caller.account().name() : namespace,
                body.required("name"))
            .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
    repos.delete(caller, id);
    context.contentType("text/plain").result("OK");
  }

  private record Created(String url, String id, String name) {}
}
