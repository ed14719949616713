package dev.hubdesk.hub.refs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.git.RefRecord;
import dev.hubdesk.http.Query;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `GET /api/{type}s/{namespace}/{name}/refs`: branches, tags and, when asked, pull request refs.
public final class RefsEndpoint {

  private static final String CONVERTS = "refs/convert/";

  private final RefsService service;

  public RefsEndpoint(RefsService service) {
    this.service = service;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      routes.get(
          "/api/" + type.plural() + "/{namespace}/{name}/refs", context -> refs(context, type));
    }
  }

  private void refs(Context context, RepoType type) {
    RepoRequest request = RepoRequest.underApi(context, type);
    boolean pullRequests = Query.flag(context, "include_prs", false);
    List<RefRecord> refs = service.refs(CallerFilter.caller(context), request.id());
    context.json(
        new RefsJson(
            some(refs, RefName::isBranch),
            some(refs, name -> name.full().startsWith(CONVERTS)),
            some(refs, RefName::isTag),
            pullRequests ? some(refs, RefName::isPullRequest) : null));
  }

  private static List<RefJson> some(List<RefRecord> refs, Predicate<RefName> wanted) {
    return refs.stream().filter(ref -> wanted.test(ref.name())).map(RefJson::of).toList();
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record RefsJson(
      List<RefJson> branches,
      List<RefJson> converts,
      List<RefJson> tags,
      @Nullable List<RefJson> pullRequests) {}

  private record RefJson(String name, String ref, String targetCommit) {

    static RefJson of(RefRecord ref) {
      String full = ref.name().full();
      String name =
          full.startsWith(CONVERTS) ? full.substring(CONVERTS.length()) : ref.name().shortName();
      return new RefJson(name, full, ref.commit().hex());
    }
  }
}
