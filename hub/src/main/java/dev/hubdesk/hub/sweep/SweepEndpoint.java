package dev.hubdesk.hub.sweep;

import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `POST /api/admin/sweep`: sweeps now. For administrators; answers `{leftovers, packBlobs,
/// lfsObjects}`, and 409 when a sweep or a backup is under way.
public final class SweepEndpoint {

  private final SweepService sweeps;

  public SweepEndpoint(SweepService sweeps) {
    this.sweeps = sweeps;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/admin/sweep", this::sweep);
  }

  private void sweep(Context context) throws IOException {
    CallerFilter.caller(context).administrator();
    SweepService.Swept swept =
        sweeps
            .sweep(true)
            .orElseThrow(() ->
                new FailureException(
                    new Failure.Conflict(
                        "Another sweep is under way, or a backup holds the blobs", null)));
    context.json(swept);
  }
}
