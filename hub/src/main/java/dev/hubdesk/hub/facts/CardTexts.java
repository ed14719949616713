package dev.hubdesk.hub.facts;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in the text of a card, below its metadata.
final class CardTexts {

  /// The most papers of one card.
  static final int MAX_PAPERS = 50;

  /// The longest description, in characters.
  static final int MAX_DESCRIPTION = 500;

  /// The longest citation, in characters.
  static final int MAX_CITATION = 10_000;

  private static final Pattern ARXIV =
      Pattern.compile(
          "arxiv(?:\\.org/(?:abs|pdf)/|:)(\\d{4}\\.\\d{4,5})", Pattern.CASE_INSENSITIVE);
  private static final Pattern CITATION =
      Pattern.compile("```[a-z]*\\s*(@[a-z]+\\{[^`]*)```", Pattern.CASE_INSENSITIVE);

  private CardTexts() {}

  /// Ids of papers on arXiv, in the order of the text.
  static Set<String> papers(String text) {
    var papers = new LinkedHashSet<String>();
    Matcher matcher = ARXIV.matcher(text);
    while (papers.size() < MAX_PAPERS && matcher.find()) {
      papers.add(matcher.group(1));
    }
    return papers;
  }

  /// The beginning of the text.
  static Optional<String> description(String text) {
    String start = text.strip();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    int end = Math.min(start.length(), MAX_DESCRIPTION);
    if (end < start.length() && Character.isHighSurrogate(start.charAt(end - 1))) {
      end--;
    }
    return Optional.of(start.substring(0, end) + (end < start.length() ? "…" : ""));
  }

  /// The first BibTeX entry in a code block.
  static Optional<String> citation(String text) {
    Matcher matcher = CITATION.matcher(text);
    return matcher.find() && matcher.group(1).length() <= MAX_CITATION
        ? Optional.of(matcher.group(1).strip())
        : Optional.empty();
  }
}
