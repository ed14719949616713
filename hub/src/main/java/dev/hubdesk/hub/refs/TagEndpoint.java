package dev.hubdesk.hub.refs;

import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `POST /api/{type}s/{namespace}/{name}/tag/{revision}`, `DELETE …/tag/{tag}`, and `POST …/tag`
/// with the revision in the body.
public final class TagEndpoint {

  private final TagService service;

  public TagEndpoint(TagService service) {
    this.service = service;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/tag";
      routes.post(path, context -> create(context, type));
      routes.post(path + "/<rest>", context -> create(context, type));
      routes.delete(path + "/<rest>", context -> delete(context, type));
    }
  }

  private void create(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    RefBody.Tag body = JsonBody.readIfAny(context, RefBody.Tag.class);
    String name = RefBody.orEmpty(body.tag());
    service.create(
        CallerFilter.caller(context),
        request.id(),
        at(request, body.revision()),
        name,
        body.message());
    context.json(Done.saying("Tag '" + name + "' created"));
  }

  private static Revision at(RepoRequest request, @Nullable String revision) {
    if (!request.rest().isEmpty()) {
      return new Revision(String.join("/", request.rest()));
    }
    return revision == null ? Revision.MAIN : new Revision(revision);
  }

  private void delete(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    String name = String.join("/", request.rest());
    service.delete(CallerFilter.caller(context), request.id(), name);
    context.json(Done.saying("Tag '" + name + "' deleted"));
  }
}
