package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryQuery.Listed;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// `GET /api/models`, `/api/datasets`, `/api/spaces`: the repositories that the caller may see, the
/// newest first unless `sort` says otherwise.
public final class RepoListEndpoint {

  private final RepoCatalogue catalogue;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public RepoListEndpoint(RepoCatalogue catalogue, BaseUrl baseUrl, HubLimits limits) {
    this.catalogue = catalogue;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.get("/api/" + type.plural(), context -> list(context, type));
    }
  }

  private void list(Context context, RepoType type) throws IOException {
    var item = new RepoJson(catalogue, fields(context, type), false, limits.page());
    int limit = Math.min(Query.number(context, "limit", 1, limits.page()), limits.page());
    List<Listed> found = found(context, type, limit);
    List<Listed> page = found.subList(0, Math.min(limit, found.size()));
    if (found.size() > limit) {
      String last = ListCursor.text(page.getLast().position());
      Query.linkNext(context, baseUrl.of(context), "cursor", last);
    }
    var writer = new RepoListJson(catalogue, item);
    JsonStream.write(context, json -> writer.write(json, page.stream().map(Listed::row).toList()));
  }

  private static Set<String> fields(Context context, RepoType type) {
    List<String> expand = Query.values(context, "expand");
    if (!expand.isEmpty()) {
      return RepoFields.expanded(type, expand);
    }
    Set<String> fields =
        Query.flag(context, "full", false) ? RepoFields.full(type) : RepoFields.listed(type);
    if (Query.flag(context, "cardData", false)) {
      fields.add("cardData");
    }
    if (type == RepoType.MODEL && Query.flag(context, "config", false)) {
      fields.add("config");
    }
    return fields;
  }

  private List<Listed> found(Context context, RepoType type, int limit) {
    var filters = new ListFilters(context, type);
    var query =
        new RepositoryQuery(
            type,
            CallerFilter.caller(context).viewer(),
            context.queryParam("author"),
            filters.search(),
            filters.tags(),
            filters.anyTag(),
            filters.gated(),
            filters.parameters(),
            ListOrder.of(context.queryParam("sort")),
            ListOrder.isAscending(context.queryParam("direction")),
            ListCursor.position(context.queryParam("cursor")));
    return filters.isImpossible() ? List.of() : catalogue.page(query, limit);
  }
}
