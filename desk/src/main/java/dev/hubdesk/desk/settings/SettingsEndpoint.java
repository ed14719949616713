package dev.hubdesk.desk.settings;

import dev.hubdesk.desk.api.Done;
import dev.hubdesk.desk.api.RequestJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `GET` and `POST /api/settings`.
public final class SettingsEndpoint {

  private final SettingsService settings;

  public SettingsEndpoint(SettingsService settings) {
    this.settings = settings;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.get("/api/settings", context -> context.json(settings.view()));
    routes.post("/api/settings", this::patch);
  }

  private void patch(Context context) throws IOException {
    context.json(new Done(settings.patch(RequestJson.object(context))));
  }
}
