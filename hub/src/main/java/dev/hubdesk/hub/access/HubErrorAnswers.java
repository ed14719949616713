package dev.hubdesk.hub.access;

import dev.hubdesk.blobs.StoreFullException;
import dev.hubdesk.http.ErrorAnswers;
import dev.hubdesk.http.Json;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// Tells failures in the dialect that belongs to the path: the Hub API's, the documented File
/// Tree's, or Git LFS's.
public final class HubErrorAnswers implements ErrorAnswers {

  private static final String LFS_TYPE = "application/vnd.git-lfs+json";

  @Override
  public void failed(Context context, Failure failure) {
    if (failure instanceof Failure.RepoMoved moved) {
      moved(context, moved);
    } else {
      answer(context, failure);
    }
  }

  /// A former name counts where it is part of the address; elsewhere it names nothing.
  private static void moved(Context context, Failure.RepoMoved moved) {
    Optional<String> location =
        MovedPath.location(context.req().getRequestURI(), context.req().getQueryString(), moved);
    location.ifPresent(to -> context.header("Location", to));
    answer(context, location.isPresent() ? moved : new Failure.RepoNotFound(false));
  }

  private static void answer(Context context, Failure failure) {
    boolean signedIn = CallerFilter.caller(context) instanceof Caller.SignedIn;
    List<String> path = segments(context);
    if (isLfs(path)) {
      send(context, LfsErrors.answer(failure, signedIn), LFS_TYPE);
    } else if (isDocumented(path)) {
      context.header("Vary", "Accept");
      send(context, DocumentedErrors.answer(failure), "application/json");
    } else {
      send(context, HubErrors.answer(failure, signedIn), "application/json");
    }
  }

  /// What cannot be routed below a repository's name is a repository that is not there: clients
  /// still ask for names without a namespace, and newer ones for buckets, which are not kept here.
  @Override
  public void noRoute(Context context) {
    List<String> path = segments(context);
    boolean repository =
        path.contains("resolve")
            || (path.size() > 2
                && path.getFirst().equals("api")
                && (RepoType.byPlural(path.get(1)).isPresent() || path.get(1).equals("buckets")));
    failed(
        context,
        repository ? new Failure.RepoNotFound(false) : new Failure.NotFound("No such route"));
  }

  @Override
  public void crashed(Context context) {
    ErrorAnswer answer = ErrorAnswer.hub(500, null, "Internal server error");
    send(context, answer, "application/json");
  }

  @Override
  public Optional<Failure> recognise(Exception exception) {
    return exception instanceof StoreFullException
        ? Optional.of(new Failure.StorageFull())
        : Optional.empty();
  }

  private static void send(Context context, ErrorAnswer answer, String type) {
    context.status(answer.status());
    answer.headers().forEach(context::header);
    context.contentType(type);
    context.result(Json.text(answer.body()));
  }

  private static List<String> segments(Context context) {
    try {
      return RequestPath.of(context).segments();
    } catch (FailureException _) {
      return List.of();
    }
  }

  private static boolean isLfs(List<String> path) {
    int info = path.indexOf("info");
    return info > 0
        && path.size() > info + 1
        && path.get(info + 1).equals("lfs")
        && path.get(info - 1).endsWith(".git");
  }

  private static boolean isDocumented(List<String> path) {
    return path.size() > 3
        && RepoType.byPlural(path.getFirst()).isPresent()
        && (path.get(3).equals("tree") || path.get(3).equals("paths-info"));
  }
}
