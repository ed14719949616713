package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryQuery.Position;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import org.jspecify.annotations.Nullable;

/// Where a page of a list ended, as the text that comes back for the next one.
final class ListCursor {

  private ListCursor() {}

  static String text(Position position) {
    return position.value() + "." + Long.toString(position.key(), Character.MAX_RADIX);
  }

  /// @throws FailureException with [Failure.BadRequest] when it is not one of ours
  static @Nullable Position position(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int dot = text.lastIndexOf('.');
    try {
      if (dot > 0) {
        return new Position(
            text.substring(0, dot), Long.parseLong(text.substring(dot + 1), Character.MAX_RADIX));
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new FailureException(new Failure.BadRequest("Invalid cursor"));
  }
}
