package dev.hubdesk.hub.accounts;

import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.http.LimitedBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/// `POST /api/admin/accounts/apply`: makes users, organisations, members and tokens be as declared
/// in the body (`accounts.json`). For administrators; answers `{created, changed, unchanged}`.
public final class ApplyEndpoint {

  private final Accounts accounts;
  private final HubLimits limits;

  public ApplyEndpoint(Accounts accounts, HubLimits limits) {
    this.accounts = accounts;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/admin/accounts/apply", this::apply);
  }

  private void apply(Context context) throws IOException {
    CallerFilter.caller(context).administrator();
    try (InputStream body = LimitedBody.of(context, limits.jsonBody())) {
      context.json(accounts.apply(DeclaredAccounts.read(body)));
    }
  }
}
