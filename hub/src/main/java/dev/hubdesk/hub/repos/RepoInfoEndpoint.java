package dev.hubdesk.hub.repos;

import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/{type}s/{namespace}/{name}` and `…/revision/{revision}`: what a repository is, and
/// which files it holds.
public final class RepoInfoEndpoint {

  private final RepoCatalogue catalogue;
  private final HubLimits limits;

  public RepoInfoEndpoint(RepoCatalogue catalogue, HubLimits limits) {
    this.catalogue = catalogue;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/api/" + type.plural() + "/{namespace}/{name}";
      routes.get(repository, context -> info(context, type));
      routes.get(repository + "/revision/<rest>", context -> info(context, type));
    }
  }

  private void info(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    @Nullable Revision revision =
        request.rest().isEmpty() ? null : new Revision(String.join("/", request.rest()));
    RepoJson answer = asked(context, type);
    try (RepoView view = catalogue.open(CallerFilter.caller(context), request.id(), revision)) {
      JsonStream.write(context, json -> answer.write(json, view));
    }
  }

  private RepoJson asked(Context context, RepoType type) {
    List<String> expand = Query.values(context, "expand");
    boolean blobs = Query.flag(context, "blobs", false);
    return new RepoJson(
        catalogue,
        expand.isEmpty() ? RepoFields.described(type) : RepoFields.expanded(type, expand),
        blobs,
        limits.page());
  }
}
