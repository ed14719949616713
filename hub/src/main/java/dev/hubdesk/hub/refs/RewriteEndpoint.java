package dev.hubdesk.hub.refs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hubdesk.git.MergeConflicts;
import dev.hubdesk.http.JsonBody;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `POST /api/{type}s/{namespace}/{name}/super-squash/{branch}`, `POST …/branch/{branch}/reset`,
/// `POST …/branch/{branch}/revert` and `POST …/merge/{source}/into/{branch}`; `POST
/// /api/repos/squash` for `main` of the repository in the body.
public final class RewriteEndpoint {

  private final RewriteService service;

  public RewriteEndpoint(RewriteService service) {
    this.service = service;
  }

  /// To be added before the routes of branches, which begin alike.
  public void addTo(RoutesConfig routes) {
    routes.post("/api/repos/squash", this::squashNamed);
    for (RepoType type : RepoType.values()) {
      String path = "/api/" + type.plural() + "/{namespace}/{name}/";
      routes.post(path + "super-squash/<rest>", context -> squash(context, type));
      routes.post(path + "branch/<rest>/reset", context -> reset(context, type));
      routes.post(path + "branch/<rest>/revert", context -> revert(context, type));
      routes.post(path + "merge/<rest>", context -> merge(context, type));
    }
  }

  private void squashNamed(Context context) throws IOException {
    RefBody.SquashNamed body = JsonBody.readIfAny(context, RefBody.SquashNamed.class);
    String named = RefBody.orEmpty(body.repo());
    RepoId id =
        (body.type() == null ? Optional.of(RepoType.MODEL) : RepoType.bySingular(body.type()))
            .flatMap(type -> RepoId.parse(type, named))
            .orElseThrow(() ->
                new FailureException(
                    new Failure.BadRequest("\"repo\" must be namespace/name, \"type\" its type")));
    Oid commit = service.squash(CallerFilter.caller(context), id, Revision.MAIN, null);
    context.json(new Made(true, "History of main squashed", commit.hex()));
  }

  private void squash(Context context, RepoType type) throws IOException {
    RepoRequest request = request(context, type);
    RefBody.Squash body = JsonBody.readIfAny(context, RefBody.Squash.class);
    Oid commit =
        service.squash(
            CallerFilter.caller(context), request.id(), revision(request.rest()), body.message());
    context.json(new Made(true, "History squashed", commit.hex()));
  }

  private void reset(Context context, RepoType type) throws IOException {
    RepoRequest request = request(context, type);
    RefBody.Reset body = JsonBody.readIfAny(context, RefBody.Reset.class);
    String to = RefBody.orEmpty(body.ref());
    Oid commit =
        service.reset(
            CallerFilter.caller(context),
            request.id(),
            withoutVerb(request),
            to,
            body.message(),
            RefBody.is(body.force()));
    context.json(new Made(true, "Reset to " + to, commit.hex()));
  }

  private void revert(Context context, RepoType type) throws IOException {
    RepoRequest request = request(context, type);
    RefBody.Revert body = JsonBody.readIfAny(context, RefBody.Revert.class);
    String commit = RefBody.orEmpty(body.ref());
    Integer parent = body.parentNumber();
    Oid made =
        service.revert(
            CallerFilter.caller(context),
            request.id(),
            withoutVerb(request),
            new RewriteService.Revert(
                commit,
                parent == null ? 1 : parent,
                body.message(),
                RefBody.is(body.allowEmpty())));
    context.json(new Reverted(true, "Reverted " + commit, made.hex()));
  }

  private void merge(Context context, RepoType type) throws IOException {
    RepoRequest request = request(context, type);
    RefBody.Merge body = JsonBody.readIfAny(context, RefBody.Merge.class);
    int into = request.rest().lastIndexOf("into");
    if (into < 1 || into == request.rest().size() - 1) {
      throw new FailureException(
          new Failure.NotFound("No such route: merge/{source}/into/{branch}"));
    }
    Oid reference =
        service.merge(
            CallerFilter.caller(context),
            request.id(),
            revision(request.rest().subList(0, into)),
            revision(request.rest().subList(into + 1, request.rest().size())),
            new RewriteService.Merge(
                body.message(),
                RefBody.is(body.squashMerge()),
                RefBody.is(body.allowEmpty()),
                conflicts(body.strategy())));
    context.json(new Merged(true, "Merged", new Result(reference.hex())));
  }

  private static MergeConflicts conflicts(@Nullable String strategy) {
    return switch (strategy) {
      case null -> MergeConflicts.TELL;
      case "dest-wins" -> MergeConflicts.OURS;
      case "source-wins" -> MergeConflicts.THEIRS;
      default ->
          throw new FailureException(
              new Failure.BadRequest("\"strategy\" must be dest-wins or source-wins"));
    };
  }

  private static RepoRequest request(Context context, RepoType type) {
    return RepoRequest.underApi(context, type);
  }

  private static Revision withoutVerb(RepoRequest request) {
    return revision(request.rest().subList(0, request.rest().size() - 1));
  }

  private static Revision revision(List<String> segments) {
    return new Revision(String.join("/", segments));
  }

  private record Made(
      boolean success, String message, @JsonProperty("commit_id") String commitId) {}

  private record Reverted(
      boolean success, String message, @JsonProperty("new_commit_id") String commitId) {}

  private record Merged(boolean success, String message, Result result) {}

  private record Result(String reference) {}
}
