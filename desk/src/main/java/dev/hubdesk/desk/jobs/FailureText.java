package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.api.DeskErrors;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.RepoId;
import org.jspecify.annotations.Nullable;

/// Why a job ended, with what its owner can do about it.
final class FailureText {

  private FailureText() {}

  /// @param endpoint that refused; null where none was asked yet
  static String of(@Nullable String endpoint, RepoId repo, Failure failure) {
    String text = DeskErrors.text(failure);
    if (endpoint == null) {
      return text;
    }
    String page = endpoint + "/" + repo.urlPath();
    return switch (failure) {
      case Failure.NotSignedIn _, Failure.InvalidCredentials _ ->
          text + ". Give the Desk a valid token for " + endpoint + ", then retry";
      case Failure.Forbidden _, Failure.RepoGated _ ->
          text
              + ". Accept the terms at "
              + page
              + " and give the Desk a token of that account, then retry";
      case Failure.RepoNotFound _, Failure.RevisionNotFound _, Failure.EntryNotFound _ ->
          text + ". See " + page;
      default -> text;
    };
  }
}
