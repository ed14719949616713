package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryQuery.Position;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a page of a list ended, as the text that comes back for the next one.
final class ListCursor {

  private ListCursor() {}

  static String text(Position position) {
    return number(position.updatedAt().toEpochMilli()) + "." + number(position.key());
  }

  /// @throws FailureException with [Failure.BadRequest] when it is not one of ours
  static @Nullable Position position(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int dot = text.indexOf('.');
    try {
      return new Position(
          Instant.ofEpochMilli(number(text.substring(0, Math.max(dot, 0)))),
          number(text.substring(dot + 1)));
    } catch (NumberFormatException _) {
      throw new FailureException(new Failure.BadRequest("Invalid cursor"));
    }
  }

  private static String number(long value) {
    return Long.toString(value, Character.MAX_RADIX);
  }

  private static long number(String text) {
    return Long.parseLong(text, Character.MAX_RADIX);
  }
}
