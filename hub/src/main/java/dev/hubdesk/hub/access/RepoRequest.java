package dev.hubdesk.hub.access;

import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import io.javalin.http.Context;
import java.util.List;

/// What a request's path says of a repository.
///
/// @param rest the decoded segments after the repository's name and the verb (`tree`, `commit` …)
public record RepoRequest(RepoId id, List<String> rest) {

  public RepoRequest {
    rest = List.copyOf(rest);
  }

  /// Reads the path of a request below `/api/{type}s/`.
  ///
  /// @throws FailureException with [Failure.RepoNotFound] when no repository can have that name
  public static RepoRequest underApi(Context context, RepoType type) {
    return of(type, RequestPath.of(context).segments(), 2);
  }

  /// Reads decoded segments.
  ///
  /// @param namespace the index of the namespace among them
  /// @throws FailureException with [Failure.RepoNotFound] when no repository can have that name
  public static RepoRequest of(RepoType type, List<String> segments, int namespace) {
    RepoId id =
        RepoId.of(type, segments.get(namespace), segments.get(namespace + 1))
            .orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false)));
    int rest = Math.min(namespace + 3, segments.size());
    return new RepoRequest(id, segments.subList(rest, segments.size()));
  }
}
