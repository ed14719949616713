package dev.hubdesk.web;

import dev.hubdesk.http.Content;
import dev.hubdesk.http.FileSending;
import dev.hubdesk.http.RequestPath;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;

/// Serves [Assets]. Their address holds their version, so a browser may keep them for good.
final class AssetEndpoint {

  /// A year, the longest a cache takes seriously (RFC 9111 names no more).
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private static final int VERSION = 2;

  private final Assets assets;

  AssetEndpoint(Assets assets) {
    this.assets = assets;
  }

  void addTo(RoutesConfig routes) {
    routes.get(Assets.PREFIX + "{version}/<file>", this::send);
  }

  private void send(Context context) throws IOException {
    RequestPath path = RequestPath.of(context);
    if (path.size() <= VERSION + 1 || !path.segment(VERSION).equals(assets.version())) {
      throw new NotFoundResponse();
    }
    Asset asset = assets.find(path.rest(VERSION + 1)).orElseThrow(NotFoundResponse::new);
    context
        .contentType(asset.mediaType())
        .header("Cache-Control", FOR_GOOD)
        .header("X-Content-Type-Options", "nosniff");
    FileSending.send(context, new Content.Streamed(asset.length(), asset::open), asset.etag());
  }
}
