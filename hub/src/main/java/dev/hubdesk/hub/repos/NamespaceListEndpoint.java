package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `GET /api/users/{user}/repos`: what a user or an organisation has, of each type at most `limit`.
public final class NamespaceListEndpoint {

  private static final int LIMIT = 100;

  private final NamespaceListService lists;
  private final RepoCatalogue catalogue;
  private final HubLimits limits;

  public NamespaceListEndpoint(
      NamespaceListService lists, RepoCatalogue catalogue, HubLimits limits) {
    this.lists = lists;
    this.catalogue = catalogue;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/users/{user}/repos", this::list);
  }

  private void list(Context context) throws IOException {
    String owner = context.pathParam("user");
    int limit = Math.min(Query.number(context, "limit", 1, LIMIT), limits.page());
    RepositoryQuery.Order order = ListOrder.of(context.queryParam("sort"));
    Map<RepoType, List<RepositoryRow>> found =
        lists.of(owner, CallerFilter.caller(context), order, limit);
    JsonStream.write(
        context,
        json -> {
          json.writeStartObject();
          for (Map.Entry<RepoType, List<RepositoryRow>> rows : found.entrySet()) {
            var item =
                new RepoJson(catalogue, RepoFields.owned(rows.getKey()), false, limits.page());
            json.writeFieldName(rows.getKey().plural());
            new RepoListJson(catalogue, item).write(json, rows.getValue());
          }
          json.writeEndObject();
        });
  }
}
