package dev.hubdesk.hub.commits;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.git.Commit;
import dev.hubdesk.http.JsonStream;
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
import java.util.Map;

/// `GET /api/{type}s/{namespace}/{name}/commit/{revision}`, `…/commit/{revision}/diff` and
/// `…/compare/{a}..{b}`. Differences are JSON, or unified text when the path ends in `.diff`, with
/// `?raw`, or for `Accept: text/plain`.
public final class DiffEndpoint {

  private static final String TEXT_SUFFIX = ".diff";

  private final DiffService service;

  public DiffEndpoint(DiffService service) {
    this.service = service;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/";
      routes.get(path + "commit/<rest>", context -> commit(context, type));
      routes.get(path + "compare/<rest>", context -> compare(context, type));
    }
  }

  private void commit(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    List<String> rest = request.rest();
    String last = rest.getLast();
    boolean diff = rest.size() > 1 && last.equals("diff");
    if (diff || last.endsWith(TEXT_SUFFIX)) {
      String revision = diff ? join(rest.subList(0, rest.size() - 1)) : withoutSuffix(join(rest));
      try (DiffService.Diff found =
          service.ofCommit(CallerFilter.caller(context), request.id(), new Revision(revision))) {
        answer(context, found, !diff || wantsText(context));
      }
      return;
    }
    context.json(
        CommitJson.of(
            service.commit(CallerFilter.caller(context), request.id(), new Revision(join(rest)))));
  }

  private void compare(Context context, RepoType type) throws IOException {
    RepoRequest request = RepoRequest.underApi(context, type);
    String range = join(request.rest());
    boolean suffix = range.endsWith(TEXT_SUFFIX);
    try (DiffService.Diff found =
        service.between(
            CallerFilter.caller(context), request.id(), suffix ? withoutSuffix(range) : range)) {
      answer(context, found, suffix || wantsText(context));
    }
  }

  private static String join(List<String> segments) {
    return String.join("/", segments);
  }

  private static String withoutSuffix(String text) {
    return text.substring(0, text.length() - TEXT_SUFFIX.length());
  }

  private static boolean wantsText(Context context) {
    String accept = context.header("Accept");
    return context.queryParam("raw") != null || (accept != null && accept.contains("text/plain"));
  }

  /// The text is made by users: no browser may take it for anything else.
  private static void answer(Context context, DiffService.Diff diff, boolean text)
      throws IOException {
    context.header("Vary", "Accept");
    context.header("X-Repo-Commit", diff.after().id().hex());
    if (!text) {
      JsonStream.write(context, json -> DiffJson.write(diff, json));
      return;
    }
    context.contentType("text/plain; charset=utf-8");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "sandbox; default-src 'none'");
    DiffText.write(diff.files(), context.outputStream());
  }

  private record CommitJson(
      String id,
      String oid,
      String tree,
      String title,
      String message,
      String description,
      Instant date,
      @JsonProperty("committed_at") Instant committedAt,
      List<String> parents,
      String author,
      List<AuthorJson> authors,
      Map<String, String> metadata) {

    static CommitJson of(Commit commit) {
      String id = commit.id().hex();
      return new CommitJson(
          id,
          id,
          commit.tree().hex(),
          commit.title(),
          commit.body(),
          commit.body(),
          commit.committer().when(),
          commit.committer().when(),
          commit.parents().stream().map(Oid::hex).toList(),
          commit.author().name(),
          List.of(new AuthorJson(commit.author().name(), "")),
          Map.of());
    }
  }

  private record AuthorJson(String user, String avatar) {}
}
