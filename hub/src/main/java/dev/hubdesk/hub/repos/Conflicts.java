package dev.hubdesk.hub.repos;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;

/// Rules know the path of the repository that is in the way, clients want its address.
final class Conflicts {

  private Conflicts() {}

  /// The same failure; the path of a conflict becomes a URL.
  ///
  /// @param base the server's URL with a slash at the end
  static FailureException absolute(FailureException e, String base) {
    return e.failure() instanceof Failure.Conflict(String message, String path)
        ? new FailureException(new Failure.Conflict(message, base + path))
        : e;
  }
}
