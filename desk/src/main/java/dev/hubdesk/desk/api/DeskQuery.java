package dev.hubdesk.desk.api;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/// The query parameters of a request. An empty one counts as not there.
public final class DeskQuery {

  private final Context context;

  private DeskQuery(Context context) {
    this.context = context;
  }

  /// Those of a request.
  public static DeskQuery of(Context context) {
    return new DeskQuery(context);
  }

  /// A text without spaces around it.
  public Optional<String> text(String name) {
    return Optional.ofNullable(context.queryParam(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /// A whole number of up to nine digits.
  ///
  /// @throws FailureException with BadRequest for anything else
  public Optional<Integer> number(String name) {
    return text(name)
        .map(text -> {
          if (!text.matches("-?\\d{1,9}")) {
            throw new FailureException(
                new Failure.BadRequest("Invalid " + name + ": it is a whole number"));
          }
          return Integer.parseInt(text);
        });
  }

  /// `true` or `false` in any case.
  ///
  /// @throws FailureException with BadRequest for anything else
  public Optional<Boolean> flag(String name) {
    return text(name)
        .map(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "1" -> true;
              case "false", "0" -> false;
              default ->
                  throw new FailureException(
                      new Failure.BadRequest("Invalid " + name + ": it is true or false"));
            });
  }
}
