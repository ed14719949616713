package dev.hubdesk.hub.facts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The two parts of a `README.md`: YAML between two lines of three dashes at the start, and the
/// text after it.
///
/// @param yaml null when the card does not start with such a block
public record FrontMatter(@Nullable String yaml, String text) {

  private static final Pattern START = Pattern.compile("\\A\\uFEFF?\\s*---[ \\t]*\\r?\\n");
  private static final Pattern END = Pattern.compile("(?m)^---[ \\t]*\\r?$\\n?");

  /// Splits a card.
  public static FrontMatter of(String card) {
    Matcher start = START.matcher(card);
    if (!start.find()) {
      return new FrontMatter(null, card);
    }
    Matcher end = END.matcher(card);
    return end.find(start.end())
        ? new FrontMatter(card.substring(start.end(), end.start()), card.substring(end.end()))
        : new FrontMatter(null, card);
  }
}
