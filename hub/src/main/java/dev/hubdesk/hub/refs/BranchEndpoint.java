package dev.hubdesk.hub.refs;

import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST` and `DELETE /api/{type}s/{namespace}/{name}/branch/{branch}`, and `POST …/branch` with
/// the name in the body.
public final class BranchEndpoint {

  private final BranchService service;

  public BranchEndpoint(BranchService service) {
    this.service = service;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/branch";
      routes.post(path, context -> create(context, type));
      routes.post(path + "/<rest>", context -> create(context, type));
      routes.delete(path + "/<rest>", context -> delete(context, type));
    }
  }

  private void create(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    RefBody.Branch body = JsonBody.readIfAny(context, RefBody.Branch.class);
    String name =
        request.rest().isEmpty()
            ? RefBody.orEmpty(body.branch())
            : String.join("/", request.rest());
    service.create(
        CallerFilter.caller(context),
        request.id(),
        new BranchService.NewBranch(
            name,
            body.startingPoint(),
            RefBody.is(body.emptyBranch()),
            RefBody.is(body.overwrite())));
    context.json(Done.saying("Branch '" + name + "' created"));
  }

  private void delete(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    String name = String.join("/", request.rest());
    service.delete(CallerFilter.caller(context), request.id(), name);
    context.json(Done.saying("Branch '" + name + "' deleted"));
  }
}
