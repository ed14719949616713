package dev.hubdesk.hub.settings;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.catalog.RepositorySettings;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.hub.commits.LfsRules;
import dev.hubdesk.hub.repos.RepoBody;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `PUT /api/{type}s/{namespace}/{name}/settings` changes settings, `GET …/settings/lfs` tells the
/// rules of which files are LFS files.
public final class SettingsEndpoint {

  private final SettingsService settings;
  private final LfsRules server;
  private final HubLimits limits;

  /// @param server the rules that hold where a repository has none
  public SettingsEndpoint(SettingsService settings, LfsRules server, HubLimits limits) {
    this.settings = settings;
    this.server = server;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/settings";
      routes.put(path, context -> change(context, RepoRequest.underApi(context, type).id()));
      routes.get(path + "/lfs", context -> lfs(context, RepoRequest.underApi(context, type).id()));
    }
  }

  private void change(Context context, RepoId id) throws IOException {
    settings.read(CallerFilter.caller(context), id);
    var body = new SettingsBody(new RepoBody(JsonBody.readObject(context, limits.jsonBody())));
    context.json(Changed.of(settings.change(CallerFilter.caller(context), id, body.change())));
  }

  private void lfs(Context context, RepoId id) {
    RepositoryRow row = settings.read(CallerFilter.caller(context), id);
    context.json(LfsSettingsJson.of(row.settings().lfs(), server));
  }

  private record Changed(
      boolean success, String message, String visibility, Object gated, boolean disabled) {

    static Changed of(RepositoryRow row) {
      RepositorySettings settings = row.settings();
      return new Changed(
          true,
          "Settings of " + row.id().path() + " are changed",
          row.isPrivate() ? "private" : "public",
          switch (settings.gating()) {
            case NONE -> false;
            case AUTO -> "auto";
            case MANUAL -> "manual";
          },
          settings.disabled());
    }
  }
}
