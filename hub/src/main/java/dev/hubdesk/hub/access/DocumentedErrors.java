package dev.hubdesk.hub.access;

import dev.hubdesk.protocol.Failure;

/// How the documented File Tree paths (`/{type}s/…`) tell a failure: as the Hub API does, but a
/// repository that the caller may not read is 403 and one that does not exist 404, signed in or
/// not.
public final class DocumentedErrors {

  private DocumentedErrors() {}

  /// Maps a failure.
  public static ErrorAnswer answer(Failure failure) {
    return switch (failure) {
      case Failure.RepoNotFound(boolean hidden) ->
          hidden
              ? ErrorAnswer.hub(403, "RepoNotFound", "Private repository requires authentication")
              : ErrorAnswer.hub(404, "RepoNotFound", failure.message());
      case Failure.NotSignedIn _,
          Failure.InvalidCredentials _,
          Failure.Forbidden _,
          Failure.RepoMoved _,
          Failure.RepoDisabled _,
          Failure.RepoGated _,
          Failure.RevisionNotFound _,
          Failure.EntryNotFound _,
          Failure.NotFound _,
          Failure.BadRequest _,
          Failure.Unprocessable _,
          Failure.InvalidPath _,
          Failure.Conflict _,
          Failure.MergeConflict _,
          Failure.ContentGone _,
          Failure.StaleParent _,
          Failure.PreconditionFailed _,
          Failure.TooLarge _,
          Failure.RangeNotSatisfiable _,
          Failure.ContentMismatch _,
          Failure.StorageFull _,
          Failure.LocalFault _,
          Failure.Upstream _,
          Failure.Unavailable _ ->
          HubErrors.answer(failure, true);
    };
  }
}
