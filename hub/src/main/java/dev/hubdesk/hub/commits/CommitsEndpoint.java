package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.git.Commit;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/{type}s/{namespace}/{name}/commits/{revision}`: history, newest first.
public final class CommitsEndpoint {

  private static final int PAGE = 50;

  private final HistoryService service;
  private final BaseUrl baseUrl;
  private final HubLimits limits;

  public CommitsEndpoint(HistoryService service, BaseUrl baseUrl, HubLimits limits) {
    this.service = service;
    this.baseUrl = baseUrl;
    this.limits = limits;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.get(
          "/api/" + type.plural() + "/{namespace}/{name}/commits/<rest>",
          context -> history(context, type));
    }
  }

  private void history(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    int limit = Math.min(Query.number(context, "limit", 1, PAGE), limits.page());
    int page = Query.number(context, "p", 0, 0);
    boolean formatted = Query.values(context, "expand").contains("formatted");
    var revision = new Revision(String.join("/", request.rest()));
    HistoryService.Page history =
        service.page(CallerFilter.caller(context), request.id(), revision, page, limit);
    context.header("X-Total-Count", Long.toString(history.total()));
    if (history.more()) {
      linkNext(context, request, history.head(), page + 1);
    }
    context.json(
        history.commits().stream().map(commit -> CommitJson.of(commit, formatted)).toList());
  }

  /// The next page names the commit, so that all pages tell of one history.
  private void linkNext(Context context, RepoRequest request, Oid head, int page) {
    String url =
        baseUrl.of(context)
            + "/api/"
            + request.id().type().plural()
            + "/"
            + request.id().path()
            + "/commits/"
            + head.hex();
    Query.linkNext(context, url, context.queryString(), "p", Integer.toString(page));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record CommitJson(
      String id,
      String title,
      String message,
      Instant date,
      List<AuthorJson> authors,
      @Nullable FormattedJson formatted) {

    static CommitJson of(Commit commit, boolean formatted) {
      return new CommitJson(
          commit.id().hex(),
          commit.title(),
          commit.body(),
          commit.committer().when(),
          List.of(new AuthorJson(commit.author().name(), "")),
          formatted ? new FormattedJson(html(commit.title()), html(commit.body())) : null);
    }

    private static String html(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  }

  private record AuthorJson(String user, String avatar) {}

  private record FormattedJson(String title, String message) {}
}
