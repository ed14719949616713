package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryQuery.Listed;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /api/users/{user}/repos`: what a user or an organisation has, of each type at most `limit`.
public final class NamespaceListEndpoint {

  private static final int LIMIT = 100;

  private final Accounts accounts;
  private final RepoCatalogue catalogue;
  private final HubLimits limits;

  public NamespaceListEndpoint(Accounts accounts, RepoCatalogue catalogue, HubLimits limits) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/users/{user}/repos", this::list);
  }

  private void list(Context context) throws IOException {
    String owner = context.pathParam("user");
    if (accounts.find(owner).isEmpty()) {
      throw new FailureException(new Failure.NotFound("There is no user " + owner));
    }
    int limit = Math.min(Query.number(context, "limit", 1, LIMIT), limits.page());
    RepositoryQuery.Order order = ListOrder.of(context.queryParam("sort"));
    @Nullable Long viewer = CallerFilter.caller(context).viewer();
    Map<RepoType, List<RepositoryRow>> found = new LinkedHashMap<>();
    for (RepoType type : RepoType.values()) {
      RepositoryQuery query = RepositoryQuery.all(type, viewer).by(owner).sorted(order, false);
      found.put(type, catalogue.first(query, limit).stream().map(Listed::row).toList());
    }
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
