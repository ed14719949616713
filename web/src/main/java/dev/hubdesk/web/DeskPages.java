package dev.hubdesk.web;

import io.javalin.config.RoutesConfig;
import java.util.List;

/// The Desk's pages: one document for every address that a person may open.
public final class DeskPages {

  private static final List<String> PATHS =
      List.of(
          "/",
          "/downloads",
          "/settings",
          "/models/{namespace}/{name}",
          "/datasets/{namespace}/{name}");

  private final AssetEndpoint assets;
  private final Page index;

  /// @param assets read once, shared with the Hub when both run
  public DeskPages(Assets assets) {
    this.assets = new AssetEndpoint(assets);
    this.index = assets.page("desk", "Hubdesk Desk");
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    assets.addTo(routes);
    PATHS.forEach(path -> routes.get(path, index::send));
  }
}
