package dev.hubdesk.web;

import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Set;

/// The Hub's pages: one document for every address that a person may open, which then shows what
/// the address names. Its routes must come after those of the API.
public final class HubPages {

  private static final List<String> LISTS = List.of("/", "/models", "/datasets", "/spaces");

  /// What may stand before `namespace/name` in an address.
  private static final List<String> TYPES = List.of("", "/models", "/datasets", "/spaces");

  /// First parts of an address that are no namespace.
  private static final Set<String> NOT_NAMESPACES = Set.of("api", "models", "datasets", "spaces");

  private final AssetEndpoint assets;
  private final Page index;
  private final Handler moved;

  /// @param assets read once, shared with the Desk when both run
  /// @param moved is asked before the page of a repository is sent, and may send elsewhere
  public HubPages(Assets assets, Handler moved) {
    this.moved = moved;
    this.assets = new AssetEndpoint(assets);
    this.index = assets.page("hub", "Hubdesk Hub");
  }

  /// Adds the routes. `/models/…/tree/…` is not among them: clients ask it for data.
  public void addTo(RoutesConfig routes) {
    assets.addTo(routes);
    LISTS.forEach(path -> routes.get(path, index::send));
    for (String type : TYPES) {
      routes.get(type + "/{namespace}/{name}", this::sendForRepository);
      routes.get(type + "/{namespace}/{name}/blob/<rest>", this::sendForRepository);
      routes.get(type + "/{namespace}/{name}/commits/<rest>", this::sendForRepository);
    }
    routes.get("/{namespace}/{name}/tree/<rest>", this::sendForRepository);
  }

  /// Sends the page of a repository; also for a route that answers a browser with the page and a
  /// client with data.
  public void sendForRepository(Context context) throws Exception {
    RequestPath path = RequestPath.of(context);
    int first = TYPES.contains("/" + path.segment(0)) ? 1 : 0;
    if (path.size() < first + 2
        || NOT_NAMESPACES.contains(path.segment(first))
        || RepoId.of(RepoType.MODEL, path.segment(first), path.segment(first + 1)).isEmpty()) {
      throw new NotFoundResponse();
    }
    moved.handle(context);
    index.send(context);
  }
}
