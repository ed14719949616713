package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.catalog.RepositoryQuery;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.BaseUrl;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /api/models`, `/api/datasets`, `/api/spaces`: the repositories that the caller may see,
/// newest first, or the latest updated first with `sort=lastModified`.
public final class RepoListEndpoint {

  private static final String LAST_MODIFIED = "lastModified";

  /// All but the last come out the same as newest first: nothing is counted yet.
  private static final Set<String> SORTS =
      Set.of("createdAt", "downloads", "likes", "likes30d", "trendingScore", LAST_MODIFIED);

  /// Filters by facts of a card. No card is read yet, so nothing has them.
  private static final List<String> CARD_FILTERS =
      List.of(
          "filter",
          "pipeline_tag",
          "apps",
          "inference",
          "inference_provider",
          "num_parameters",
          "datasets",
          "models");

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
    List<String> expand = Query.values(context, "expand");
    var item =
        new RepoJson(
            expand.isEmpty() ? RepoFields.listed() : RepoFields.expanded(type, expand),
            false,
            limits.page());
    int limit = Math.min(Query.number(context, "limit", 1, limits.page()), limits.page());
    RepositoryQuery.Order order = order(context.queryParam("sort"));
    List<RepositoryRow> found = found(context, type, order, limit);
    List<RepositoryRow> page = found.subList(0, Math.min(limit, found.size()));
    if (found.size() > limit) {
      String last = ListCursor.text(RepositoryQuery.Position.of(page.getLast()));
      Query.linkNext(context, baseUrl.of(context), "cursor", last);
    }
    JsonStream.write(context, json -> write(json, item, page));
  }

  private List<RepositoryRow> found(
      Context context, RepoType type, RepositoryQuery.Order order, int limit) {
    boolean impossible =
        CARD_FILTERS.stream().anyMatch(name -> !Query.values(context, name).isEmpty())
            || Query.flag(context, "gated", false);
    if (impossible) {
      return List.of();
    }
    List<String> search = Query.values(context, "search");
    var query =
        new RepositoryQuery(
            type,
            CallerFilter.caller(context).viewer(),
            context.queryParam("author"),
            search.isEmpty() ? null : search.getFirst(),
            order,
            ListCursor.position(context.queryParam("cursor")));
    return catalogue.page(query, limit);
  }

  private void write(JsonGenerator json, RepoJson item, List<RepositoryRow> page)
      throws IOException {
    json.writeStartArray();
    for (RepositoryRow row : page) {
      if (item.needsHistory()) {
        try (RepoView view = catalogue.open(row)) {
          item.write(json, view);
        }
      } else {
        item.write(json, row);
      }
    }
    json.writeEndArray();
  }

  private static RepositoryQuery.Order order(@Nullable String sort) {
    if (sort != null && !SORTS.contains(sort)) {
      throw new FailureException(
          new Failure.BadRequest(
              "\"sort\" must be one of ["
                  + String.join(", ", SORTS.stream().sorted().toList())
                  + "]"));
    }
    return LAST_MODIFIED.equals(sort)
        ? RepositoryQuery.Order.UPDATED
        : RepositoryQuery.Order.NEWEST;
  }
}
