package dev.hubdesk.desk.plan;

import dev.hubdesk.desk.api.RequestJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST /api/plan`.
public final class PlanEndpoint {

  private final PreviewService previews;

  public PlanEndpoint(PreviewService previews) {
    this.previews = previews;
  }

  /// Adds the route.
  public void addTo(RoutesConfig routes) {
    routes.post("/api/plan", this::plan);
  }

  private void plan(Context context) throws IOException, InterruptedException {
    DownloadRequest request = RequestReader.read(RequestJson.object(context));
    context.json(previews.preview(request));
  }
}
