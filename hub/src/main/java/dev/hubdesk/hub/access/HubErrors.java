package dev.hubdesk.hub.access;

import dev.hubdesk.protocol.Failure;

/// How the Hub API tells a failure: status, `X-Error-Code`, `X-Error-Message`, `{"error": …}`, as
/// stock clients read them (`hf_raise_for_status`). There is no `WWW-Authenticate`: it would make
/// browsers ask for a password over our own page.
public final class HubErrors {

  private HubErrors() {}

  /// Maps a failure.
  ///
  /// @param signedIn whether the caller sent good credentials: a repository that is missing or
  ///   hidden is 404 to them and 401 to everybody else
  public static ErrorAnswer answer(Failure failure, boolean signedIn) {
    String text = failure.message();
    return switch (failure) {
      case Failure.NotSignedIn _, Failure.InvalidCredentials _ -> ErrorAnswer.hub(401, null, text);
      case Failure.Forbidden _ -> ErrorAnswer.hub(403, null, text);
      case Failure.RepoNotFound _ -> ErrorAnswer.hub(signedIn ? 404 : 401, "RepoNotFound", text);
      case Failure.RepoMoved _ -> ErrorAnswer.hub(307, null, text);
      case Failure.RepoGated _ -> ErrorAnswer.hub(signedIn ? 403 : 401, "GatedRepo", text);
      case Failure.RepoDisabled _ -> ErrorAnswer.hub(403, null, text);
      case Failure.RevisionNotFound _ -> ErrorAnswer.hub(404, "RevisionNotFound", text);
      case Failure.EntryNotFound missing -> entryNotFound(missing);
      case Failure.NotFound _ -> ErrorAnswer.hub(404, null, text);
      case Failure.BadRequest _, Failure.ContentMismatch _ -> ErrorAnswer.hub(400, null, text);
      case Failure.Unprocessable _, Failure.InvalidPath _ -> ErrorAnswer.hub(422, null, text);
      case Failure.Conflict conflict -> conflict(conflict);
      case Failure.MergeConflict conflict ->
          ErrorAnswer.hub(409, null, text).withBody("conflicts", conflict.paths());
      case Failure.ContentGone gone ->
          ErrorAnswer.hub(400, null, text)
              .withBody("missing_files", gone.paths())
              .withBody("recoverable", false);
      case Failure.StaleParent _, Failure.PreconditionFailed _ -> ErrorAnswer.hub(412, null, text);
      case Failure.TooLarge _ -> ErrorAnswer.hub(413, null, text);
      case Failure.RangeNotSatisfiable range ->
          ErrorAnswer.hub(416, null, text).withHeader("Content-Range", "bytes */" + range.size());
      case Failure.StorageFull _ -> ErrorAnswer.hub(507, null, text);
      case Failure.Upstream _ -> ErrorAnswer.hub(502, null, text);
      case Failure.LocalFault _ -> ErrorAnswer.hub(500, null, text);
      case Failure.Unavailable _ -> ErrorAnswer.hub(503, null, text).withHeader("Retry-After", "1");
    };
  }

  private static ErrorAnswer entryNotFound(Failure.EntryNotFound missing) {
    ErrorAnswer answer = ErrorAnswer.hub(404, "EntryNotFound", missing.message());
    return missing.commit() == null
        ? answer
        : answer.withHeader("X-Repo-Commit", missing.commit().hex());
  }

  private static ErrorAnswer conflict(Failure.Conflict conflict) {
    ErrorAnswer answer = ErrorAnswer.hub(409, null, conflict.message());
    return conflict.url() == null ? answer : answer.withBody("url", conflict.url());
  }
}
