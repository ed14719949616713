package dev.hubdesk.hub.commits;

import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.LimitedBody;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/// `POST /api/{type}s/{namespace}/{name}/commit/{revision}`: a commit as a stream of JSON lines.
public final class CommitEndpoint {

  private final CommitService commits;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public CommitEndpoint(CommitService commits, BaseUrl baseUrl, HubLimits limits) {
    this.commits = commits;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.post(
          "/api/" + type.plural() + "/{namespace}/{name}/commit/<rest>",
          context -> commit(context, type));
    }
  }

  private void commit(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    Caller caller = CallerFilter.caller(context);
    RepositoryRow repository = commits.admit(caller, request.id());
    if (Query.flag(context, "create_pr", false)) {
      throw new FailureException(
          new Failure.BadRequest("Pull requests (create_pr) are not supported here yet"));
    }
    var revision = new Revision(String.join("/", request.rest()));
    try (InputStream body = LimitedBody.of(context, limits.commitBody())) {
      Oid head = commits.commit(caller, repository, revision, body);
      String url = baseUrl.of(context) + "/" + repository.id().urlPath() + "/commit/" + head.hex();
      context.json(new CommitJson(true, url, head.hex(), ""));
    }
  }

  private record CommitJson(
      boolean success, String commitUrl, String commitOid, String hookOutput) {}
}
