package dev.hubdesk.hub.access;

import dev.hubdesk.protocol.Failure;
import java.util.Map;

/// How the Git LFS API tells a failure: `{"message": …}`. The same statuses serve for the errors of
/// single objects inside a batch.
public final class LfsErrors {

  private LfsErrors() {}

  /// Maps the failure of a whole request.
  ///
  /// @param signedIn whether the caller sent good credentials: git-lfs asks for some on 401
  public static ErrorAnswer answer(Failure failure, boolean signedIn) {
    int status = status(failure, signedIn);
    ErrorAnswer answer = new ErrorAnswer(status, Map.of(), Map.of("message", failure.message()));
    return status == 401
        ? answer.withHeader("LFS-Authenticate", "Basic realm=\"Hubdesk\"")
        : answer;
  }

  /// The status of a failure.
  public static int status(Failure failure, boolean signedIn) {
    return switch (failure) {
      case Failure.NotSignedIn _, Failure.InvalidCredentials _ -> 401;
      case Failure.RepoNotFound _ -> signedIn ? 404 : 401;
      case Failure.RepoMoved _ -> 307;
      case Failure.RepoGated _ -> signedIn ? 403 : 401;
      case Failure.Forbidden _, Failure.RepoDisabled _ -> 403;
      case Failure.RevisionNotFound _, Failure.EntryNotFound _, Failure.NotFound _ -> 404;
      case Failure.BadRequest _, Failure.ContentMismatch _, Failure.ContentGone _ -> 400;
      case Failure.Unprocessable _, Failure.InvalidPath _ -> 422;
      case Failure.Conflict _, Failure.MergeConflict _ -> 409;
      case Failure.StaleParent _, Failure.PreconditionFailed _ -> 412;
      case Failure.TooLarge _ -> 413;
      case Failure.RangeNotSatisfiable _ -> 416;
      case Failure.StorageFull _ -> 507;
      case Failure.Upstream _ -> 502;
      case Failure.LocalFault _ -> 500;
      case Failure.Unavailable _ -> 503;
    };
  }
}
