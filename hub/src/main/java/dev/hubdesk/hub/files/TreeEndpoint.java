package dev.hubdesk.hub.files;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.git.TreePage;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.JsonStream;
import dev.hubdesk.http.Query;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/{type}s/{namespace}/{name}/tree/{revision}/{path}` for stock clients, and the same
/// without `/api` as the File Tree API documents it.
public final class TreeEndpoint {

  private static final EntryJson HUB = new HubEntryJson();
  private static final EntryJson DOCUMENTED = new DocumentedEntryJson();

  private final TreeService trees;
  private final BaseUrl baseUrl;
  private final HubLimits limits;
  private final Handler page;

  /// @param page answers a browser that navigates to a documented path
  public TreeEndpoint(TreeService trees, BaseUrl baseUrl, HubLimits limits, Handler page) {
    this.trees = trees;
    this.baseUrl = baseUrl;
    this.limits = limits;
    this.page = page;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/" + type.plural() + "/{namespace}/{name}";
      routes.get("/api" + repository + "/tree", context -> hub(context, type));
      routes.get("/api" + repository + "/tree/<rest>", context -> hub(context, type));
      routes.get(repository + "/tree", context -> documented(context, type));
      routes.get(repository + "/tree/<rest>", context -> documented(context, type));
    }
  }

  private void hub(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    answer(context, request, HUB, limits.page());
  }

  private void documented(Context context, RepoType type) throws Exception {
    context.header("Vary", "Accept");
    String accept = context.header("Accept");
    if (accept != null && accept.contains("text/html")) {
      page.handle(context);
      return;
    }
    RepoRequest asked = RepoRequest.of(type, RequestPath.of(context).segments(), 1);
    RepoRequest request =
        asked.rest().isEmpty() ? new RepoRequest(asked.id(), List.of("main")) : asked;
    Query.flag(context, "fallback", true);
    answer(context, request, DOCUMENTED, Integer.MAX_VALUE);
  }

  /// @param unset how many entries there may be when the request does not say
  private void answer(Context context, RepoRequest request, EntryJson dialect, int unset)
      throws IOException {
    boolean recursive = Query.flag(context, "recursive", false);
    boolean expand = Query.flag(context, "expand", false);
    int asked = Query.number(context, "limit", 1, unset);
    @Nullable String cursor = context.queryParam("cursor");
    try (TreeListing listing =
        trees.list(CallerFilter.caller(context), request, recursive, cursor)) {
      boolean all = asked == Integer.MAX_VALUE;
      TreePage first = listing.next(Math.min(asked, limits.page()));
      if (!all && first.more()) {
        listing
            .cursor()
            .ifPresent(next -> Query.linkNext(context, baseUrl.of(context), "cursor", next.text()));
      }
      JsonStream.write(context, json -> write(json, listing, first, all, dialect, expand));
    }
  }

  private void write(
      JsonGenerator json,
      TreeListing listing,
      TreePage first,
      boolean all,
      EntryJson dialect,
      boolean expand)
      throws IOException {
    json.writeStartArray();
    TreePage page = first;
    while (true) {
      for (TreeEntry entry : page.entries()) {
        dialect.listed(json, entry, expand);
      }
      if (!all || !page.more()) {
        break;
      }
      page = listing.next(limits.page());
    }
    json.writeEndArray();
  }
}
