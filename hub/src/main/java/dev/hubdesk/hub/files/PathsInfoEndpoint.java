package dev.hubdesk.hub.files;

import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/// `POST /api/{type}s/{namespace}/{name}/paths-info/{revision}` for stock clients, and the same
/// without `/api` as the File Tree API documents it.
public final class PathsInfoEndpoint {

  private static final EntryJson HUB = new HubEntryJson();
  private static final EntryJson DOCUMENTED = new DocumentedEntryJson();

  private final TreeService trees;
  private final HubLimits limits;

  public PathsInfoEndpoint(TreeService trees, HubLimits limits) {
    this.trees = trees;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/" + type.plural() + "/{namespace}/{name}/paths-info";
      routes.post("/api" + repository + "/<rest>", context -> hub(context, type));
      routes.post(repository, context -> documented(context, type));
      routes.post(repository + "/<rest>", context -> documented(context, type));
    }
  }

  private void hub(Context context, RepoType type) throws IOException {
    answer(context, RepoRequest.underApi(context, type), HUB);
  }

  private void documented(Context context, RepoType type) throws IOException {
    RepoRequest asked = RepoRequest.of(type, RequestPath.of(context).segments(), 1);
    RepoRequest request =
        asked.rest().isEmpty() ? new RepoRequest(asked.id(), List.of("main")) : asked;
    answer(context, request, DOCUMENTED);
  }

  private void answer(Context context, RepoRequest request, EntryJson dialect) throws IOException {
    PathsQuery query = PathsBody.read(context, limits);
    List<TreeEntry> entries = trees.paths(CallerFilter.caller(context), request, query.paths());
    JsonStream.write(
        context,
        json -> {
          json.writeStartArray();
          for (TreeEntry entry : entries) {
            dialect.described(json, entry, query.expand());
          }
          json.writeEndArray();
        });
  }
}
