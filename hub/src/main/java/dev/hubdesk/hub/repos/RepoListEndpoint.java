package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.AccessEndpoint;
import dev.hubdesk.hub.repos.RepoCatalogue.RepoQuery;
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
/// newest first.
public final class RepoListEndpoint {

  /// Orders that come out the same as newest first: nothing is counted yet.
  private static final Set<String> SORTS =
      Set.of("createdAt", "downloads", "likes", "likes30d", "trendingScore");

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
    checkSort(context.queryParam("sort"));
    List<String> expand = Query.values(context, "expand");
    var item =
        new RepoJson(
            expand.isEmpty() ? RepoFields.listed() : RepoFields.expanded(type, expand),
            false,
            limits.page());
    int limit = Math.min(Query.number(context, "limit", 1, limits.page()), limits.page());
    List<RepositoryRow> found = found(context, type, limit);
    List<RepositoryRow> page = found.subList(0, Math.min(limit, found.size()));
    if (found.size() > limit) {
      String last = Long.toString(page.getLast().key(), Character.MAX_RADIX);
      Query.linkNext(context, baseUrl.of(context), "cursor", last);
    }
    JsonStream.write(context, json -> write(json, item, page));
  }

  private List<RepositoryRow> found(Context context, RepoType type, int limit) {
    boolean impossible =
        CARD_FILTERS.stream().anyMatch(name -> !Query.values(context, name).isEmpty())
            || Query.flag(context, "gated", false);
    if (impossible) {
      return List.of();
    }
    List<String> search = Query.values(context, "search");
    var query =
        new RepoQuery(
            type,
            context.queryParam("author"),
            search.isEmpty() ? null : search.getFirst(),
            after(context.queryParam("cursor")),
            limit);
    List<RepositoryRow> rows = catalogue.page(AccessEndpoint.caller(context), query);
    return rows;
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

  private static @Nullable Long after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return Long.valueOf(cursor, Character.MAX_RADIX);
    } catch (NumberFormatException _) {
      throw new FailureException(new Failure.BadRequest("Invalid cursor"));
    }
  }

  private static void checkSort(@Nullable String sort) {
    if (sort != null && !SORTS.contains(sort)) {
      throw new FailureException(
          new Failure.BadRequest(
              "\"sort\" must be one of ["
                  + String.join(", ", SORTS.stream().sorted().toList())
                  + "]"));
    }
  }
}
